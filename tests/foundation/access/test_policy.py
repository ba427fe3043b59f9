"""The one policy: what it says of one thing, and of many, never differ; what is hidden is nowhere."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import file_names, grants, policy, roles
from jiwar.foundation.access.actions import hiding
from jiwar.foundation.access.compartments import GENERAL, IDENTITY, RESTRICTED, all_compartments
from jiwar.foundation.access.models import Barrier, Grant, Membership
from jiwar.foundation.access.policy import NotThere, Refused, decide, known, scope
from jiwar.foundation.access.queries.guardian import file_numbered
from jiwar.foundation.access.viewer import viewer_for
from jiwar.foundation.audit.models import Entry, Reason
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault.models import SealedFile, Subject
from tests.cast import Cast, Player, give_in_force, join

PARTS = (IDENTITY, GENERAL, RESTRICTED)
KINDS = (Subject.Kind.PERSON, Subject.Kind.CASE, Subject.Kind.HOUSEHOLD)


@dataclass(frozen=True)
class Given:
    """One grant of a world: to which of two members, on which of the subjects, in which state."""

    member: int
    subject: int
    part: int
    state: str


worlds: SearchStrategy[tuple[list[tuple[int, bool]], list[Given], frozenset[int]]] = st.tuples(
    st.lists(st.tuples(st.integers(0, 2), st.booleans()), min_size=1, max_size=4),
    st.lists(
        st.builds(
            Given,
            st.integers(0, 1),
            st.integers(0, 3),
            st.integers(0, 2),
            st.sampled_from(["runs", "ended", "over", "until later", "waits"]),
        ),
        max_size=8,
    ),
    st.frozensets(st.integers(0, 5), max_size=3),
)

ROLES = (
    roles.RECEPTION, roles.CASEWORKER, roles.COORDINATOR, roles.VOLUNTEER, roles.DATA_GUARDIAN, roles.ADMINISTRATOR,
)  # fmt: skip


def make(group: Group, world: tuple[list[tuple[int, bool]], list[Given], frozenset[int]]) -> tuple[Player, Player]:
    subjects, given_grants, held = world
    now = timezone.now()
    me, other = join(group, f"me {now.timestamp()}"), join(group, f"other {now.timestamp()}")
    for number in held:
        give_in_force(me.member, ROLES[number])
    made = [Subject.objects.create(kind=KINDS[kind], hidden=hidden) for kind, hidden in subjects]
    for subject in made:
        for part in PARTS:
            SealedFile.objects.create(
                subject=subject, compartment=part.code, name="letter.pdf", media_type="application/pdf", size=1
            )
    for each in given_grants:
        Grant.objects.create(
            member=(me, other)[each.member].member,
            subject=made[each.subject % len(made)],
            compartment=PARTS[each.part].code,
            source=Grant.Source.ASSIGNMENT,
            ended_at=now if each.state == "ended" else None,
            until={"over": now - timedelta(seconds=1), "until later": now + timedelta(days=1)}.get(each.state),
            waits_for_second=each.state == "waits",
        )
    return me, other


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds)
def test_one_and_many_never_differ(group: Group, other_group: Group, world: object) -> None:
    with transaction.atomic():
        me, _other = make(group, world)  # type: ignore[arg-type]
        with acting_for(other_group):
            foreign = Subject.objects.create(kind=Subject.Kind.CASE)
        viewer = me.viewer
        opened = set(scope(viewer, SealedFile.objects.all()).values_list("id", flat=True))
        for kind in KINDS:
            files = SealedFile.objects.filter(subject__kind=kind)
            knows = set(known(viewer, files, kind).values_list("id", flat=True))
            for row in files.select_related("subject"):
                part = next(part for part in PARTS if part.code == row.compartment)
                decision = decide(viewer, can.SIGNED_IN, subject=row.subject, compartment=part)
                assert (row.id in knows) == (decision.code != "not-there")
                assert (row.id in opened) == (decision.code == "grant")
                if decision.allowed and decision.code != "grant":
                    assert part is IDENTITY
        assert decide(viewer, can.SIGNED_IN, subject=foreign).code == "not-there"
        transaction.set_rollback(True)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds)
def test_the_opened_compartments_are_those_decided(group: Group, world: object) -> None:
    with transaction.atomic():
        me, _other = make(group, world)  # type: ignore[arg-type]
        viewer = me.viewer
        for subject in Subject.objects.all():
            opened = policy.opened_compartments(viewer, subject)
            for part in all_compartments():
                allowed = decide(viewer, can.SIGNED_IN, subject=subject, compartment=part).allowed
                assert (part in opened) == allowed
        transaction.set_rollback(True)


@pytest.fixture
def case(cast: Cast) -> Subject:
    row = Subject.objects.create(kind=Subject.Kind.CASE)
    grants.give(
        cast.coordinator.viewer,
        member=cast.caseworker.member,
        subjects=[row],
        compartments=[GENERAL],
        source=Grant.Source.ASSIGNMENT,
    )
    return row


class TestReasons:
    def test_of_everyone_about_the_general_part(self, cast: Cast, case: Subject) -> None:
        codes = {
            name: decide(player.viewer, can.WORK_ON_FILES, subject=case, compartment=GENERAL).code
            for name, player in cast.everyone().items()
        }
        assert codes == {
            "reception": "no-capability",
            "caseworker": "grant",
            "off_caseworker": "no-grant",
            "coordinator": "no-capability",
            "volunteer": "not-there",
            "guardian": "not-there",
            "administrator": "not-there",
            "stranger": "not-there",
        }

    def test_a_grant_without_the_capability_opens_nothing(self, cast: Cast, case: Subject) -> None:
        grants.give(
            cast.coordinator.viewer,
            member=cast.administrator.member,
            subjects=[case],
            compartments=[GENERAL],
            source=Grant.Source.SUPERVISION,
        )
        assert decide(cast.administrator.viewer, can.WORK_ON_FILES, subject=case, compartment=GENERAL).code == (
            "no-capability"
        )

    def test_require_tells_a_stranger_nothing_and_a_colleague_why(self, cast: Cast, case: Subject) -> None:
        with pytest.raises(NotThere):
            policy.require(cast.volunteer.viewer, can.WORK_ON_FILES, subject=case, compartment=GENERAL)
        with pytest.raises(Refused) as refused:
            policy.require(cast.off_caseworker.viewer, can.WORK_ON_FILES, subject=case, compartment=GENERAL)
        assert refused.value.decision.compartment == "general"

    def test_every_code_has_words(self) -> None:
        for code in policy._WHY:
            with pytest.raises(Refused) as refused:
                policy.refuse(code)
            assert str(refused.value.decision.why)


class TestHidden:
    def answers(self, player: Player, case: Subject) -> list[object]:
        viewer = player.viewer
        return [
            decide(viewer, can.SIGNED_IN, subject=case).code,
            decide(viewer, can.WORK_ON_FILES, subject=case, compartment=GENERAL).code,
            known(viewer, SealedFile.objects.all(), Subject.Kind.CASE).count(),
            scope(viewer, SealedFile.objects.all()).count(),
        ]

    def test_nothing_differs_between_hidden_and_absent(self, cast: Cast, case: Subject) -> None:
        SealedFile.objects.create(subject=case, compartment="general", name="a", media_type="b", size=1)
        hiding.hide(cast.guardian.viewer, subject=case)
        for name in ("reception", "off_caseworker", "coordinator", "volunteer", "administrator", "stranger"):
            assert self.answers(cast.everyone()[name], case) == ["not-there", "not-there", 0, 0], name
        assert self.answers(cast.caseworker, case) == ["identity", "grant", 1, 1]

    @pytest.mark.parametrize("name", ["reception", "off_caseworker", "coordinator", "volunteer", "administrator"])
    @pytest.mark.parametrize("page", ["access:why", "access:looked", "access:hide"])
    def test_its_pages_are_those_of_nothing(self, cast: Cast, case: Subject, name: str, page: str) -> None:
        from uuid import uuid4

        hiding.hide(cast.guardian.viewer, subject=case)
        browser = cast.everyone()[name].client
        hidden = browser.get(reverse(page, args=[case.id]))
        absent = browser.get(reverse(page, args=[uuid4()]))
        assert (hidden.status_code, absent.status_code) == (404, 404)
        assert plain(hidden.content) == plain(absent.content)

    def test_owner_and_guardian_hide_and_show_and_nobody_else(self, cast: Cast, case: Subject) -> None:
        for name in ("reception", "off_caseworker", "coordinator"):
            with pytest.raises(Refused) as refused:
                hiding.hide(cast.everyone()[name].viewer, subject=case)
            assert refused.value.decision.code == "not-owner"
        with pytest.raises(NotThere):
            hiding.hide(cast.administrator.viewer, subject=case)
        hiding.hide(cast.caseworker.viewer, subject=case, reason="her brother is looking for her")
        case.refresh_from_db()
        assert case.hidden
        assert Reason.objects.get().text == "her brother is looking for her"
        hiding.unhide(cast.guardian.viewer, subject=case)
        case.refresh_from_db()
        assert not case.hidden
        kinds = list(Entry.objects.filter(subject=case).order_by("at").values_list("kind", flat=True))
        assert kinds == ["grant-given", "file-hidden", "file-shown"]

    def test_hiding_what_is_hidden_says_nothing_again(self, cast: Cast, case: Subject) -> None:
        hiding.hide(cast.guardian.viewer, subject=case)
        hiding.hide(cast.guardian.viewer, subject=case)
        assert Entry.objects.filter(kind="file-hidden").count() == 1

    @pytest.mark.parametrize("kind", KINDS)
    def test_that_it_was_erased_is_said_to_those_who_knew(self, cast: Cast, kind: Subject.Kind) -> None:
        subject = Subject.objects.create(kind=kind)
        Grant.objects.create(
            member=cast.volunteer.member,
            subject=subject,
            compartment="general",
            source=Grant.Source.ASSIGNMENT,
            ended_at=timezone.now(),
        )

        def hear() -> set[str]:
            Subject.objects.filter(id=subject.id).update(erased_at=timezone.now())
            subject.refresh_from_db()
            codes = {
                name: decide(player.viewer, can.SIGNED_IN, subject=subject) for name, player in cast.everyone().items()
            }
            assert {each.subject_id for each in codes.values()} == {subject.id}
            assert not any(each.allowed for each in codes.values())
            assert {each.code for each in codes.values()} <= {"erased", "not-there"}
            return {name for name, each in codes.items() if each.code == "erased"}

        desk = {"reception", "caseworker", "off_caseworker", "coordinator"}
        assert hear() == desk | {"guardian", "volunteer"}
        Subject.objects.filter(id=subject.id).update(hidden=True)
        assert hear() == {"guardian", "volunteer"}
        for player in (cast.guardian, cast.volunteer):
            Barrier.objects.create(member=player.member, subject=subject, origin=subject.id, lowered_at=timezone.now())
        assert hear() == set()

    def test_of_what_was_erased_nothing_is_hidden_or_shown(self, cast: Cast, case: Subject) -> None:
        Subject.objects.filter(id=case.id).update(erased_at=timezone.now())
        case.refresh_from_db()
        for act in (hiding.hide, hiding.unhide):
            with pytest.raises(Refused) as refused:
                act(cast.guardian.viewer, subject=case)
            assert (refused.value.decision.code, refused.value.decision.subject_id) == ("erased", case.id)

    def test_a_grant_of_supervision_does_not_make_an_owner(self, cast: Cast, case: Subject) -> None:
        grants.give(
            cast.coordinator.viewer,
            member=cast.off_caseworker.member,
            subjects=[case],
            compartments=[GENERAL],
            source=Grant.Source.SUPERVISION,
        )
        with pytest.raises(Refused):
            hiding.hide(cast.off_caseworker.viewer, subject=case)


def plain(page: bytes) -> str:
    """A page without its tokens and its own address."""
    import re

    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page.decode())
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", text)


class TestPages:
    def test_why_says_part_by_part(self, cast: Cast, case: Subject) -> None:
        page = cast.caseworker.client.get(reverse("access:why", args=[case.id])).content.decode()
        assert "You have been given this part of the file." in page
        assert "This part of the file is seen only by those who work on it." in page
        assert "works on the case" in page

    def test_why_is_the_same_whether_a_part_holds_anything(self, cast: Cast, case: Subject) -> None:
        address = reverse("access:why", args=[case.id])
        browser = cast.off_caseworker.client
        before = plain(browser.get(address).content)
        SealedFile.objects.create(subject=case, compartment="restricted", name="a", media_type="b", size=1)
        assert plain(browser.get(address).content) == before

    def test_the_owner_sees_who_looked_and_that_it_was_looked_up(self, cast: Cast, case: Subject) -> None:
        from jiwar.foundation.audit.record import record
        from tests.foundation.audit.kinds import OPENED

        record(cast.reception.viewer, OPENED, subject=case, reason="he asked for his papers")
        address = reverse("access:looked", args=[case.id])
        page = cast.caseworker.client.get(address).content.decode()
        assert "Reception" in page
        assert "opened it in a test" in page
        assert "he asked for his papers" in page
        assert Entry.objects.filter(kind="who-looked-read", subject=case).count() == 1

    def test_a_refusal_is_audited_with_page_and_reason_and_shows_nothing(self, cast: Cast, case: Subject) -> None:
        answer = cast.off_caseworker.client.get(reverse("access:looked", args=[case.id]))
        assert answer.status_code == 403
        entry = Entry.objects.get(kind="refused")
        assert entry.about == {"why": "not-owner", "page": "access:looked"}
        assert (entry.member_id, entry.subject_id) == (cast.off_caseworker.member.id, case.id)
        assert "Only those who hold this file" in answer.content.decode()

    def test_the_guardian_lets_a_hidden_file_be_known_from_the_desk(self, cast: Cast, case: Subject) -> None:
        hiding.hide(cast.guardian.viewer, subject=case)
        browser = cast.guardian.client
        assert str(case.id) in browser.get(reverse("access:guardian")).content.decode()
        browser.post(reverse("access:guardian"), {"do": "unhide", "what": str(case.id)})
        case.refresh_from_db()
        assert not case.hidden

    def test_a_number_leads_the_guardian_to_hiding_and_tells_nothing_else(
        self, cast: Cast, case: Subject, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(file_names._letters, "C", {142: case.id}.get)
        desk, browser = reverse("access:guardian"), cast.guardian.client
        for said in ("C-0142", "c ١٤٢"):
            answer = browser.post(desk, {"do": "find", "number": said})
            assert answer.headers["Location"] == reverse("access:hide", args=[case.id])
        for said in ("C-0143", "142", "X-0142", ""):
            answer = browser.post(desk, {"do": "find", "number": said})
            assert answer.status_code == 200
            assert 'aria-invalid="true"' in answer.content.decode()
        assert cast.caseworker.client.post(desk, {"do": "find", "number": "C-0142"}).status_code == 403
        with pytest.raises(Refused):
            file_numbered(cast.administrator.viewer, "C-0142")

    def test_the_guardian_speaks_from_the_desk(self, cast: Cast, case: Subject) -> None:
        (grant,) = grants.give(
            cast.coordinator.viewer,
            member=cast.volunteer.member,
            subjects=[case],
            compartments=[RESTRICTED],
            source=Grant.Source.COORDINATOR,
            reason="translates the letter",
        )
        browser = cast.guardian.client
        page = browser.get(reverse("access:guardian")).content.decode()
        assert "translates the letter" in page
        browser.post(reverse("access:guardian"), {"do": "grant", "what": str(grant.id), "word": "yes"})
        grant.refresh_from_db()
        assert grant.confirmed_by == cast.guardian.member

    @pytest.mark.parametrize("what", ["", "not-an-id", "00000000-0000-0000-0000-000000000000"])
    def test_what_is_not_there_is_not_decided(self, cast: Cast, what: str) -> None:
        answer = cast.guardian.client.post(reverse("access:guardian"), {"do": "role", "what": what, "word": "yes"})
        assert answer.status_code in (302, 404)


ROLES_CAN = {
    "reception": "signed-in see-desk find-people register-people triage book",
    "caseworker": (
        "signed-in see-desk find-people register-people match-people work-on-files open-in-emergency triage book"
    ),
    "coordinator": (
        "signed-in see-desk find-people match-people triage oversee decide-conflicts assign book see-members "
        "import-people export-people"
    ),
    "volunteer": "signed-in see-desk work-on-files",
    "data-guardian": "signed-in see-desk see-members guard-data hide-files agree-to-erasing decide-conflicts",
    "administrator": "signed-in see-desk see-members manage-members manage-group agree-to-erasing",
}
PARTS_ARE = {"identity": (False, False), "general": (False, False), "restricted": (True, False)}
"""Guarded, and apart."""


class TestRegistries:
    def test_what_each_role_of_the_house_can(self) -> None:
        own = [each for each in vars(roles).values() if isinstance(each, roles.Role)]
        assert {role.code: sorted(map(str, role.capabilities)) for role in own} == {
            code: sorted(said.split()) for code, said in ROLES_CAN.items()
        }
        assert {role.code for role in own if role.opens} == {"caseworker"}
        assert roles.CASEWORKER.opens == {RESTRICTED}
        assert not any(role.takes_sides for role in own)
        assert [roles.role(role.code) for role in own] == own
        assert [str(role) for role in own] == list(ROLES_CAN)

    def test_what_each_part_of_a_file_is(self) -> None:
        assert {part.code: (part.guarded, part.apart) for part in PARTS} == PARTS_ARE
        assert set(PARTS) <= set(all_compartments())
        assert [str(part) for part in PARTS] == list(PARTS_ARE)

    def test_a_capability_is_its_code(self) -> None:
        own = {str(value): value for value in vars(can).values() if isinstance(value, can.Capability)}
        assert set(own) == {code for said in ROLES_CAN.values() for code in said.split()}
        assert set(own.values()) <= set(can.all_capabilities())
        assert can.Capability("book", "one language") == can.Capability("book", "another")

    def test_every_capability_belongs_to_a_role_and_is_asked_for(self) -> None:
        from pathlib import Path

        import jiwar

        root = Path(jiwar.__file__).parent
        registries = ("access/capabilities.py", "access/roles.py")
        sources = "".join(path.read_text() for path in root.rglob("*.py") if not str(path).endswith(registries))
        own = {value: name for name, value in vars(can).items() if isinstance(value, can.Capability)}
        held = frozenset().union(*(role.capabilities for role in roles.all_roles()))
        for capability in can.all_capabilities():
            assert capability in held, f"no role may {capability}"
            if capability in own:
                assert f"{own[capability]}" in sources, f"no page and no action asks for {capability}"

    def test_nothing_is_registered_twice(self) -> None:
        from jiwar.foundation.access import compartments

        with pytest.raises(ValueError, match="twice"):
            can.register("signed-in", "again")
        with pytest.raises(ValueError, match="twice"):
            roles.register(roles.RECEPTION)
        with pytest.raises(ValueError, match="twice"):
            compartments.register(GENERAL)

    def test_what_nobody_registered_is_never_open(self) -> None:
        from jiwar.foundation.access import compartments

        with pytest.raises(KeyError):
            compartments.compartment("everything")
        with pytest.raises(KeyError):
            roles.role("owner")

    def test_all_roles_together_open_no_file(self, cast: Cast, group: Group, case: Subject) -> None:
        everything = join(group, "everything", *roles.all_roles())
        assert policy.opened_compartments(everything.viewer, case) == frozenset({IDENTITY})
        case.hidden = True
        case.save()
        assert policy.opened_compartments(everything.viewer, case) == frozenset()

    def test_a_role_whose_room_is_gone_gives_nothing(self, cast: Cast) -> None:
        from jiwar.foundation.access.models import MemberRole

        MemberRole.objects.create(member=cast.volunteer.member, role="falconer", confirmed_at=timezone.now())
        assert cast.volunteer.viewer.roles == (roles.VOLUNTEER,)

    def test_a_viewer_holds_the_rights_of_now(self, cast: Cast, group: Group) -> None:
        member = Membership.objects.get(id=cast.volunteer.member.id)
        assert not viewer_for(member).can(can.FIND_PEOPLE)
        give_in_force(member, roles.RECEPTION)
        assert viewer_for(member).can(can.FIND_PEOPLE)
