from __future__ import annotations

import random
from datetime import date

import numpy as np
import pytest

from outreach.sources.base import OWNER, Invitation, Link, Mention, Reading, Unresolved
from outreach.sources.linkedin import Archive
from outreach.who.joining import build
from outreach.who.links import Answers
from outreach.who.ties import _latest
from outreach.who.world import World
from tests.exports import IN, INVITATIONS, MESSAGES, connections, read

PROFILE = "First Name,Last Name,Headline,Summary,Industry\n{},{},,,\n"


def row(name: str, firm: str = "", day: str = "08 Feb 2020", url: str | None = None) -> str:
    first, _, last = name.partition(" ")
    slug = name.lower().replace(" ", "-") if url is None else url
    return f"{first},{last},{IN + slug if slug else ''},,{firm},,{day}"


def mine(*rows: str, name: str = "exports/me/Basic_11-01-2026.zip", **files: str) -> Archive:
    own = f'Mia Own,Q X,"1/2/26, 3:04 PM",,OUTGOING,{IN}mia-own,{IN}q-x'
    held = {"Connections.csv": connections(*rows), "Invitations.csv": f"{INVITATIONS}\n{own}"}
    return read({**held, **{f"{stem}.csv": text for stem, text in files.items()}}, name=name)


def friend(owner: str, *rows: str, name: str = "exports/shared/Connections.csv", day: str = "") -> Archive:
    return read({"Connections.csv": connections(*rows)}, role="shared", name=name + day, owner=owner)


def ties(world: World) -> set[str]:
    pairs = zip(world.network.a, world.network.b, strict=True)
    return {" – ".join(sorted(world.people.person(int(end)).name for end in pair)) for pair in pairs}


def number(world: World, name: str) -> int:
    [found] = world.people.find(name)
    return found


def texts(world: World) -> list[str]:
    return [f"{problem.file}: {problem.text} {problem.value}".strip() for problem in world.problems]


def test_my_list_and_a_friends_list_make_ties() -> None:
    world = build(
        [mine(row("Jo Friend"), row("Bob Roe"))], [friend(IN + "jo-friend", row("Bob Roe"), row("Ada Byron"))]
    )
    assert ties(world) == {"Jo Friend – Mia Own", "Bob Roe – Mia Own", "Bob Roe – Jo Friend", "Ada Byron – Jo Friend"}
    assert world.people.person(world.me).id == "mia-own"
    assert sorted(world.people.person(one).name for one in world.connections) == ["Bob Roe", "Jo Friend"]
    assert world.network.strength.dtype == np.float32
    assert np.isnan(world.network.strength).all()


def test_every_tie_knows_the_files_and_lines_it_came_from() -> None:
    world = build([mine(row("Jo Friend"))], [friend(IN + "jo-friend", row("Mia Own"), row("Ada Byron"))])
    assert world.sources(world.me, number(world, "Jo Friend")) == [
        ("exports/me/Basic_11-01-2026.zip!Connections.csv", 5, "connection"),
        ("exports/shared/Connections.csv!Connections.csv", 5, "connection"),
    ]


def test_the_newest_list_of_a_person_counts_and_who_left_it_is_known() -> None:
    old = mine(row("Jo Friend"), row("Left Long"), name="exports/me/Basic_01-01-2024.zip")
    world = build([old, mine(row("Jo Friend", "New Firm"))], [])
    assert ties(world) == {"Jo Friend – Mia Own"}
    assert [world.people.person(one).name for one in world.former] == ["Left Long"]


@pytest.mark.parametrize(
    ("file", "owner"),
    [
        ("exports/shared/jo friend.csv", "Jo Friend"),
        ("exports/shared/jo.zip", "Jo Friend"),
        ("exports/shared/Friend_Jo_2024.csv", "Jo Friend"),
    ],
)
def test_a_friend_is_told_by_the_name_of_the_file(file: str, owner: str) -> None:
    world = build([mine(row("Jo Friend"), row("Bob Roe"))], [friend("", row("Ada Byron"), name=file)])
    assert "Ada Byron – Jo Friend" in ties(world)


def test_a_list_of_an_unknown_owner_gives_people_but_no_ties_and_a_problem() -> None:
    world = build(
        [mine(row("Jo Friend"))], [friend("", row("Ada Byron")), friend("Sam Nobody", row("Eve Poe"), name="x.csv")]
    )
    assert ties(world) == {"Jo Friend – Mia Own"}
    assert world.people.find("Ada Byron") != []
    assert "nothing in it or in its name tells whose it is" in texts(world)[0]
    assert "none of your connections has its owner's name, Sam Nobody" in texts(world)[1]


def test_an_owner_who_is_not_my_connection_is_told_and_leads_nowhere() -> None:
    world = build([mine(row("Jo Friend"))], [friend(IN + "sam-stranger", row("Ada Byron"))])
    assert not world.network.first[number(world, "sam-stranger")]
    assert "is not among your connections" in texts(world)[0]


def test_of_two_owners_in_my_folder_the_one_of_the_settings_counts() -> None:
    other = read(
        {"Connections.csv": connections(row("Eve Poe")), "Profile.csv": PROFILE.format("Sam", "Other")}, name="o.zip"
    )
    own = mine(row("Jo Friend"))
    world = build([own, other], [])
    assert texts(world) == ["o.zip: this is the export of Sam Other, not of Mia Own: left out"]
    assert ties(world) == {"Jo Friend – Mia Own"}
    world = build([own, other], [], me=Mention(name="Sam Other"))
    assert ties(world) == {"Eve Poe – Sam Other"}


def test_i_am_found_in_a_friends_list_where_my_own_files_do_not_tell_my_address() -> None:
    own = read({"Connections.csv": connections(row("Jo Friend")), "Profile.csv": PROFILE.format("Mia", "Own")})
    world = build([own], [friend(IN + "jo-friend", row("Mia Own", url="mia-from-list"), row("Ada Byron"))])
    assert world.people.person(world.me).id == "mia-from-list"


def letter(sender: str, to: str, day: str, conversation: str = "2-a") -> str:
    ends = [",".join(IN + name.lower().replace(" ", "-") for name in names.split(",")) for names in (sender, to)]
    return f'{conversation},,{sender},{ends[0]},"{to}","{ends[1]}",{day} 10:00:00 UTC,,Hi,INBOX'


def test_messages_are_evidence_and_talks_of_several_are_ties_between_the_others() -> None:
    letters = [
        letter("Mia Own", "Jo Friend", "2025-03-01"),
        letter("Jo Friend", "Mia Own", "2025-03-02"),
        letter("Jo Friend", "Mia Own", "2025-03-03", "2-b"),
        letter("Mia Own", "Jo Friend,Ada Byron", "2025-03-04", "2-c"),
    ]
    world = build([mine(row("Jo Friend"), row("Ada Byron"), messages="\n".join([MESSAGES, *letters]))], [])
    jo = world.evidence(number(world, "Jo Friend"))
    assert (jo.sent, jo.received, jo.last_message, jo.connected) == (1, 2, date(2025, 3, 3), date(2020, 2, 8))
    assert "Ada Byron – Jo Friend" in ties(world)
    tie = world.network.strength[~np.isnan(world.network.strength)]
    assert 0 < tie[0] < 0.5
    assert len(world.letters(number(world, "Jo Friend"))) == 4


def test_the_same_messages_in_two_archives_count_once() -> None:
    letters = "\n".join([MESSAGES, letter("Jo Friend", "Mia Own", "2025-03-02")])
    old = mine(row("Jo Friend"), name="exports/me/Basic_05-01-2025.zip", messages=letters)
    more = "\n".join([letters, letter("Jo Friend", "Mia Own", "2026-03-02")])
    world = build([old, mine(row("Jo Friend"), messages=more)], [])
    assert world.evidence(number(world, "Jo Friend")).received == 2


def test_praise_notes_and_shared_employers_are_evidence() -> None:
    praise = "First Name,Last Name,Company,Job Title,Text,Status\nJo,Friend,Acme,,Great,VISIBLE"
    given = (
        "Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url,Endorsement Status\n"
        "2024/11/03 10:22:33 UTC,Baking,Jo,Friend,www.linkedin.com/in/jo-friend,ACCEPTED"
    )
    positions = "Company Name,Title,Description,Location,Started On,Finished On\nAcme Inc.,Baker,,,2015,2018"
    note = "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On"
    note += f"\nJo,Friend,{IN}jo-friend,Met at a fair,x"
    files = {"Recommendations_Received": praise, "Endorsement_Given_Info": given, "Positions": positions, "Notes": note}
    world = build([mine(row("Jo Friend", "ACME"), row("Bob Roe", "Acme"), **files)], [])
    jo = world.evidence(number(world, "Jo Friend"))
    assert (jo.recommended_me, jo.endorsed_by_me, jo.note) == (True, 1, "Met at a fair")
    assert jo.shared_employers == world.evidence(number(world, "Bob Roe")).shared_employers == ("Acme",)


def test_invitations_are_known_both_ways() -> None:
    world = build([mine(row("Jo Friend"))], [])
    [asked] = [one for one in world.invitations if not one.incoming]
    assert (world.people.person(asked.person).id, asked.sent) == ("q-x", date(2026, 1, 2))


def page(**more: object) -> Reading:
    mentions = [Mention(name="Ada Byron", headline="Curator of lamps and tubes", line=2, seen_on=date(2026, 10, 1))]
    return Reading("exports/seen/page.txt", "pasted page", "seen", mentions=mentions, **more)  # type: ignore[arg-type]


def test_a_mutual_line_ties_a_person_to_those_it_names() -> None:
    line = Unresolved(0, "Jo Friend, PMP, Doe, Queen of Bread and Mia Nobody", line=3)
    rows = (row("Jo Friend"), f'Jane,"Doe, Queen of Bread",{IN}jane-doe,,,,08 Feb 2020', row("Bob Roe"))
    world = build([mine(*rows)], [], [page(unresolved=[line])])
    assert {"Ada Byron – Jo Friend"} <= ties(world)
    assert "Ada Byron – Jane Doe" not in ties(world)
    line = Unresolved(0, "Jane Doe, Queen of Bread, Jo Friend", line=3)
    world = build([mine(*rows)], [], [page(unresolved=[line])])
    assert {"Ada Byron – Jo Friend", "Ada Byron – Jane Doe"} <= ties(world)
    assert texts(world) == []


def test_a_name_two_connections_have_is_a_question_and_no_tie() -> None:
    rows = (row("Jo Friend", "Acme"), row("Jo Friend", "Bolt", url="jo-friend-2"))
    world = build([mine(*rows)], [], [page(unresolved=[Unresolved(0, "Jo Friend", line=3)])])
    assert not any("Ada Byron" in tie for tie in ties(world))
    assert [question.text for question in world.questions] == ["Which Jo Friend is meant?"]
    by_address = page(unresolved=[Unresolved(0, "linkedin.com/in/jo-friend-2", line=3)])
    assert "Ada Byron – Jo Friend" in ties(build([mine(*rows)], [], [by_address]))


def test_mail_and_meetings_are_evidence_and_ties() -> None:
    mentions = [
        Mention(name="Jo Friend", url=IN + "jo-friend"),
        Mention(name="Ada Byron", emails=("ada@byron.example",)),
    ]
    links = [
        Link(OWNER, 0, "mail", 3.0, 3, date(2026, 5, 1), out=1),
        Link(0, 1, "mail", 0.5, 1, date(2026, 4, 1)),
        Link(0, 1, "employer"),
    ]
    mail = Reading("exports/mail/a.mbox", "mailbox", "mail", mentions=mentions, links=links)
    world = build([mine(row("Jo Friend"))], [], [mail])
    jo = world.evidence(number(world, "Jo Friend"))
    assert (jo.mails_sent, jo.mails_received, jo.last_mail) == (1, 2, date(2026, 5, 1))
    assert "Ada Byron – Jo Friend" in ties(world)
    kinds = [kind for _, _, kind in world.sources(number(world, "Jo Friend"), number(world, "Ada Byron"))]
    assert kinds == ["employer", "mail"]


def test_a_hint_is_no_tie() -> None:
    hint = Link(OWNER, 0, "event")
    assert not any("Ada" in tie for tie in ties(build([mine(row("Jo Friend"))], [], [page(links=[hint])])))


def test_a_hand_kept_invitation_is_known() -> None:
    asked = Invitation(0, "Hello", date(2026, 9, 1), 300, ("Jo Friend",), line=2)
    world = build([mine(row("Jo Friend"))], [], [page(invitations=[asked])])
    [one] = [one for one in world.invitations if one.incoming]
    assert (world.people.person(one.person).name, one.message, one.connections) == ("Ada Byron", "Hello", 300)


def test_an_answer_links_a_seen_person_to_a_profile() -> None:
    shared = friend(IN + "jo-friend", row("Ada Byron", "Lamps"))
    world = build([mine(row("Jo Friend"))], [shared], [page()])
    assert len(world.people.find("Ada Byron")) == 2
    assert "one person" in world.questions[0].text
    same = Answers(same=(((("slug", "ada-byron"),), (("name", "Ada Byron"),)),))
    world = build([mine(row("Jo Friend"))], [shared], [page()], answers=same)
    [ada] = world.people.find("Ada Byron")
    assert world.people.person(ada).headline == "Curator of lamps and tubes"


def test_the_order_of_files_changes_nothing() -> None:
    shared = [
        friend(IN + "jo-friend", row("Bob Roe", "Acme"), row("Ada Byron", "A"), name="a.csv"),
        friend(IN + "bob-roe", row("Ada Byron", "B", day="09 Mar 2024"), row("Jo Friend"), name="b.csv"),
        friend("jo friend", row("Eve Poe", "Acme", url=""), name="c_03-03-2026.csv"),
    ]
    own = [mine(row("Jo Friend"), row("Bob Roe")), mine(row("Jo Friend"), name="exports/me/b_01-01-2020.zip")]
    first = build(own, shared)
    for seed in range(3):
        chance = random.Random(seed)
        chance.shuffle(shared)
        chance.shuffle(own)
        again = build(own, shared)
        assert first.people.ids.equals(again.people.ids)
        assert [first.people.person(n) for n in range(len(first.people))] == [
            again.people.person(n) for n in range(len(again.people))
        ]
        assert all(
            np.array_equal(getattr(first.network, name), getattr(again.network, name)) for name in ("a", "b", "last")
        )
        assert first.problems == again.problems


def test_days_too_far_apart_to_be_packed_give_the_same_network() -> None:
    key = np.array([5, 3, 5, 3, 9], np.int64)
    day = np.array([7, -1, 30, 2, 4], np.int32)
    near, far = _latest(key, day), _latest(key << 58, day)
    assert [part.tolist() for part in near] == [[3, 5, 9], [2, 30, 4]]
    assert (far[0] >> 58).tolist() == near[0].tolist()
    assert far[1].tolist() == near[1].tolist()
