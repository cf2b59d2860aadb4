"""Where one goes on after an act on a card: where one came from."""

from django.urls import reverse


def onward(article: int, back: str, number: int | None = None) -> str:
    """`back`: the text, at the paragraph with this number; being asked, of this text or of all; else the deck, in which
    the cards are in sight then."""
    if back == "text" and number:
        return f"{reverse('reading:paragraph', args=[article, number])}#p{number}"
    if back == "text":
        return reverse("reading:read", args=[article])
    asked = {"review": f"{reverse('cards:review')}?article={article}", "reviews": reverse("cards:review")}
    return asked.get(back) or f"{reverse('cards:deck', args=[article])}?cards=1"
