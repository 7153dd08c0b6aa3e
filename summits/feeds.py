"""Summits and initiatives as feeds, narrowed by the filters of their lists."""

from django.utils.html import escape
from django.utils.translation import gettext_lazy

from csto_archive.arabic.hygiene import mend
from csto_archive.feeds import FilteredFeed, in_three_forms
from summits.filters import InitiativeFilter, SummitFilter
from summits.models import Initiative, Summit


class SummitFeed(FilteredFeed):
    filterset = SummitFilter
    name, page = "summits:feed", "summits:summits"
    heading = gettext_lazy("القمم")
    subtitle = gettext_lazy("قمم منظمة معاهدة الأمن الجماعي، أحدثها أولاً")

    def records(self):
        return Summit.objects.published().select_related("city").order_by("-start_date", "-pk")

    def item_title(self, summit: Summit) -> str:
        return mend(f"{summit.occasion}، {summit.place}، {summit.dates}").text

    def item_description(self, summit: Summit) -> str:
        return escape(mend(summit.summary or summit.title).text)

    def item_categories(self, summit: Summit) -> list[str]:
        return [summit.get_kind_display(), summit.get_status_display()]


class InitiativeFeed(FilteredFeed):
    filterset = InitiativeFilter
    name, page = "summits:initiative_feed", "summits:initiatives"
    heading = gettext_lazy("المبادرات والوثائق")
    subtitle = gettext_lazy("ما أقرّته القمم أو وقّعته أو أعلنته، وما عُرض عليها فلم يوقَّع.")

    def records(self):
        return Initiative.objects.published().for_list()

    def item_title(self, initiative: Initiative) -> str:
        return mend(initiative.heading).text

    def item_description(self, initiative: Initiative) -> str:
        said = [initiative.get_kind_display(), initiative.status_label, initiative.note]
        return escape(mend("، ".join(filter(None, map(str, said)))).text)

    def item_categories(self, initiative: Initiative) -> list[str]:
        """Its summit."""
        summit = initiative.summit
        return [mend(f"{summit.place}، {summit.dates}").text] if summit else []


summit_feed = in_three_forms(SummitFeed)
initiative_feed = in_three_forms(InitiativeFeed)
