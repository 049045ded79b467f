"""Who may put what before the readers, and what an article needs for that."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from articles.models import Article, Status

PUBLISH = "articles.publish_article"
REVIEW = "articles.review_article"
CHANGE = "articles.change_article"


def may_publish(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether ``user`` decides what readers see: publishes, withdraws, sets an embargo."""
    return bool(user.has_perm(PUBLISH))  # type: ignore[union-attr]


def may_write(user: AbstractBaseUser | AnonymousUser, article: Article | None) -> bool:
    """Whether what ``user`` writes into ``article`` stands; otherwise it is a proposal.

    The rule is one sentence: who may not publish never changes what readers see or will see.
    """
    if may_publish(user):
        return True
    return article is None or article.status != Status.PUBLISHED
