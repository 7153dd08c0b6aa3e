"""The addresses of the share cards."""

from django.urls import path, re_path

from csto_archive.cards import views

urlpatterns = [
    path("card.png", views.site_card, name="site_card"),
    re_path(r"^summits/(?P<year>(?:19|20)[0-9]{2})/card\.png$", views.year_card, name="year_card"),
    path("summits/city/<slug:slug>/card.png", views.city_card, name="city_card"),
    path("summits/<slug:slug>/card.png", views.summit_card, name="summit_card"),
    path("articles/<int:pk>/card.png", views.article_card, name="article_card"),
    path("stories/<int:pk>/card.png", views.story_card, name="story_card"),
    re_path(r"^sources/(?P<slug>[-\w]+)/card\.png$", views.source_card, name="source_card"),
    path("members/<slug:slug>/card.png", views.member_card, name="member_card"),
    path("initiatives/<slug:slug>/card.png", views.initiative_card, name="initiative_card"),
]
