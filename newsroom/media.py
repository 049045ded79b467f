"""Uploaded photos served by Django, for one machine or a small site (SERVE_MEDIA)."""

from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

from articles.models import Article, Photo

# The kinds that the desk accepts. Anything else in the folder is not served: a page or a drawing
# with a script in it would run under the site's own address.
PHOTOS = {".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"}


@require_safe
def photo(request: HttpRequest, name: str) -> HttpResponseBase:
    """The photo of that name in MEDIA_ROOT; `serve` keeps the name inside the folder.

    Readers see the photos of public articles, the desk those of all.
    """
    if PurePosixPath(name).suffix.lower() not in PHOTOS:
        raise Http404
    public = Photo.objects.filter(image=name, article__in=Article.objects.public()).exists()
    if not public and not request.user.has_perm("articles.view_photo"):
        raise Http404
    answer = serve(request, name, document_root=settings.MEDIA_ROOT)
    # short, so that a withdrawn article's photo goes soon; the desk's view is nobody else's
    answer.headers["Cache-Control"] = "public, max-age=300" if public else "private, no-store"
    return answer
