"""Ahmed learns the words of the place, and the group has begun to make the decks its own."""

from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.phrases import phrase
from jiwar.knowledge.phrases.recall import Grade
from jiwar.lines.learning.models import Learner
from jiwar.lines.learning.phrases import decking, queries, studying
from jiwar.lines.learning.phrases.decking import Written

_GRADES = (Grade.EASY, Grade.EASY, Grade.GOOD, Grade.AGAIN, Grade.EASY, Grade.HARD)
_OWN = (
    Written("nüfus cüzdanı", "بطاقة النفوس", example="Nüfus cüzdanınız yanınızda mı?", icon="document"),
    Written("muhtar", "المختار", example="Muhtara gidiyorum.", icon="user"),
    Written("imza", "توقيع", example="İmza burada.", icon="edit"),
)
_SPOKEN = ("house", "name", "interpreter", "please")


def tell(story: Story, ahmed: Learner, teacher: Viewer) -> None:
    """Turkish, explained in Arabic: the story plays in Türkiye."""
    leila = story.as_("leila")
    for each in _SPOKEN:
        found = phrase(each)
        if found is not None:
            decking.speak(teacher, phrase=found, tongue="tr", wording=found.wordings["tr"])
    deck = decking.make_deck(teacher, name="At the town hall", learned="tr", own="ar")
    decking.add_words(teacher, deck=deck, brought=_OWN)
    decks = ["asylum-interview", "family", str(deck.id)]
    study = studying.choose_words(leila, learner=ahmed, learned="tr", own="ar", decks=decks)
    for grade in _GRADES:
        asked = queries.asked(study)
        if asked.card is not None:
            studying.answer(leila, study=study, card=asked.card.id, grade=grade, seen=asked.reviews)
            study.refresh_from_db()
