"""The word list that holds today: the shipped one, and what safeguarding leads changed."""

from cms.checks.models import ListedPhrase
from cms.checks.wordlists import WordList, word_list


def words_for(language: str) -> WordList | None:
    """Return the list of words to look for in a language; None where there is none.

    One query, whatever is listed. The list is compiled anew only when a change makes
    another of it, so every process looks for the same words from the next check on.
    """
    listed = ListedPhrase.objects.filter(locale__language_code=language)
    return word_list(language, tuple(phrase.change for phrase in listed.order_by("pk")))
