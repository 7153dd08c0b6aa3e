"""The addresses of the share cards."""

from django.urls import path

from csto_archive.cards import views

urlpatterns = [
    path("summits/<slug:slug>/card.png", views.summit_card, name="summit_card"),
    path("articles/<int:pk>/card.png", views.article_card, name="article_card"),
]
