from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "jiwar.casework.people"
    label = "people"
    verbose_name = _("People")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jiwar.casework.people import indexing, reindexing
        from jiwar.casework.people.actions import drafting
        from jiwar.casework.people.decoying import invent
        from jiwar.casework.people.imports.leaving import on_membership_ended
        from jiwar.casework.people.queries.numbers import numbers_of_people, person_numbered
        from jiwar.foundation.access import capabilities as can
        from jiwar.foundation.access import events, file_names
        from jiwar.foundation.access.actions import decoys
        from jiwar.foundation.ui import navigation
        from jiwar.foundation.vault import changing
        from jiwar.foundation.vault.models import Subject

        decoys.register_maker(invent)
        file_names.register(Subject.Kind.PERSON, numbers_of_people, letter="P", numbered=person_numbered)

        for code, words, go_on in (
            ("phones", _("Telephones"), reindexing.phones),
            ("identifiers", _("Numbers of papers"), reindexing.identifiers),
            ("names", _("Lists of names"), indexing.step),
        ):
            changing.register(changing.Step(code, words, go_on))

        events.subscribe(events.MembershipEnded, on_membership_ended)
        events.subscribe(events.MembershipEnded, drafting.on_membership_ended)
        navigation.register(navigation.Destination(_("People"), "people:list", "people", can.FIND_PEOPLE, order=20))
        navigation.register(
            navigation.Destination(_("Possible duplicates"), "people:duplicates", "merge", can.MATCH_PEOPLE, order=65)
        )
        navigation.register_search("people:list", can.FIND_PEOPLE, typed="people:find")
