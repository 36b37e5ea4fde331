"""Tactics -> rules: parameters, conditions, price, consent, limits and effects of each form."""

from math import prod

from ..definitions import Form, Tactic
from ..definitions.library import Path
from ..definitions.tactics import CouncilConsent, NumberParam
from .program import Council, FormRule, Limit, Parameter, Procedure
from .reader import Reader
from .reading import NOTHING, SELF, Reading, locals_of
from .resolver import BOOL, CRISIS, INT, STATE, Scope
from .secrets import refuse_secrets
from .tree import Local, Node, conjuncts

MAX_MOVES = 400
"""So many combinations of parameters may a form have."""


def form_rule(
    reading: Reading, index: int, tactic_id: str, form_id: str | None, tactic: Tactic, form: Form, once: tuple[str, ...]
) -> FormRule:
    """One form of a tactic; ``once`` is the phase's limit on every tactic."""
    kind = ("tactic", reading.symbols.folder_id, tactic_id)
    base: Path = () if form_id is None else ("forms", form_id)
    types = {"other": STATE, "crisis": CRISIS}
    scope: dict[str, Node] = {"self": SELF}
    parameters = []
    reader = reading.reader(kind, form.rule or tactic.rule, {})
    for name, param in form.params.items():
        number = isinstance(param, NumberParam)
        unique, bound = reader.bind(name, INT if number else types[str(param)], (*base, "params", name), scope)
        scope = dict(bound)
        parameters.append(Parameter(unique, "number" if number else str(param), param.number if number else 0))  # type: ignore[arg-type, union-attr]
    most = prod({"other": 5, "crisis": 8, "number": each.most + 1}[each.kind] for each in parameters)
    if most > MAX_MOVES:
        reader.fail(
            (*base, "params"), "too-many-moves", f"{most} combinations are more than {MAX_MOVES}: fewer choices"
        )
    condition = reader.optional(form.when, (*base, "when"), scope, BOOL)
    if condition is not None:
        refuse_secrets(reader, condition, (*base, "when"), "self")
    name = f"{tactic_id}{'' if form_id is None else '_' + form_id}"
    consent, council = _consent(reading, kind, base, form, scope, name)
    inside = {**scope, ".vote": NOTHING} if council else scope
    reader = reading.reader(kind, form.rule or tactic.rule, inside)
    site = reader.site(base)
    steps = reader.steps(form.effects, (*base, "effects"), inside)
    limits = [once, form.once_per or tactic.once_per] if form is not tactic else [once, form.once_per]
    return FormRule(
        index,
        tactic_id,
        form_id,
        tuple(parameters),
        conjuncts(condition) if condition is not None else (),
        form.cost,
        consent,
        council,
        tuple(limit for words in limits if (limit := _limit(reader, words, base, form)) is not None),
        Procedure(f"perform_{name}", locals_of(inside), steps),
        reader.text(form.text or tactic.text, (*base, "text"), scope),
        site,
        reader.text(form.called, (*base, "called"), scope),
    )


def _limit(reader: Reader, words: tuple[str, ...], base: Path, form: Form) -> Limit | None:
    if not words:
        return None
    periods = [word for word in words if word in ("round", "game")]
    keys = [word for word in words if word not in ("round", "game")] or ["table"]
    if len(periods) != 1 or len(keys) != 1:
        reader.fail(
            (*base, "once_per"), "bad-limit", "say `round` or `game`, then at most one of self, crisis, direction, pair"
        )
        return None
    needs = {"crisis": "crisis", "direction": "other", "pair": "other"}.get(keys[0])
    if needs is not None and needs not in form.params.values():
        reader.fail((*base, "once_per"), "bad-limit", f"a limit for each {keys[0]} needs a parameter `{needs}`")
        return None
    return Limit(periods[0], keys[0])  # type: ignore[arg-type]


def _consent(
    reading: Reading, kind: tuple[str, ...], base: Path, form: Form, scope: Scope, name: str
) -> tuple[tuple[str, ...], Council | None]:
    reader = reading.reader(kind, None, scope)
    if isinstance(form.consent, CouncilConsent):
        council = form.consent
        where = None
        path: Path = (*base, "consent")
        if council.where is not None:
            within = {**scope, "it": Local(STATE, "it")}
            where = reading.question(f"asked_{name}", kind, (*path, "where"), council.where, within, BOOL)
            refuse_secrets(reader, where.node, (*path, "where"), "self")
        votes: dict[str, Node] = {**scope, "yes": Local(INT, "yes"), "asked": Local(INT, "asked"), ".vote": NOTHING}
        return (), Council(
            where, reading.question(f"passes_{name}", kind, (*path, "passes"), council.passes, votes, BOOL)
        )
    for index, partner in enumerate(form.consent):
        names = {key for key, param in form.params.items() if param == "other"}
        reader.known(partner, names, (*base, "consent", index), "unknown-name", "a state among the parameters")
    return tuple(node.name for key in form.consent if isinstance(node := scope.get(key), Local)), None
