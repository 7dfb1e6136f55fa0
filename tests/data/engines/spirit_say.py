# Says something on a Spirit forum, through the forms that its pages use.
import os

from django.contrib.auth import get_user_model
from spirit.category.models import Category
from spirit.comment.forms import CommentForm
from spirit.comment.utils import comment_posted
from spirit.topic.models import Topic

user, _ = get_user_model().objects.get_or_create(username="ann", defaults={"email": "ann@acme.example"})
category, _ = Category.objects.get_or_create(title=os.environ["CATEGORY"])
topic, _ = Topic.objects.get_or_create(title=os.environ["TITLE"], defaults={"user": user, "category": category})
if topic.category_id != category.pk:
    topic.category = category
    topic.save()
for text in os.environ["TEXTS"].split("|"):
    form = CommentForm(user=user, topic=topic, data={"comment": text})
    assert form.is_valid(), form.errors
    comment_posted(comment=form.save(), mentions=None)
