"""The languages of the dashboard as a browser meets them: switched, kept, and sent in a link."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenVisit


def test_lists_that_open_speak_the_language_that_is_chosen(visit: OpenVisit) -> None:
    for address, shown in (
        ("front_map?place=pokrovsk&view=front&lang=uk", {"View": "Whole front"}),
        ("months?month=2026-06&lang=uk", {"Month": "June 2026"}),
        ("hromadas?lang=uk", {"Oblast": "Donetsk oblast"}),
        ("people?city=Pokrovsk&lang=uk", {"City": "Pokrovsk"}),
    ):
        opened = visit(address)
        opened.page.get_by_role("radio", name="English").click()
        opened.page.wait_for_function("() => document.documentElement.lang === 'en'")
        opened.wait_until_idle()
        for label, said in shown.items():
            field = opened.page.get_by_role("combobox", name=label, exact=True)
            expect(field).to_have_value(said)


def test_the_language_is_switched_with_all_that_was_chosen_and_stays(visit: OpenVisit) -> None:
    # The browser of the visit asks for English.
    opened = visit("gains?section=By+month&a_from=2024-03-01")
    assert "lang=en" in opened.page.url
    opened.page.get_by_role("radio", name="Українська").click()
    opened.page.get_by_role("heading", name="2024 і 2025 роки поруч").wait_for()
    opened.wait_until_idle()
    assert "lang=uk" in opened.page.url
    assert "a_from=2024-03-01" in opened.page.url
    assert opened.page.get_by_role("radio", name="За місяцями").is_checked()
    # A link opens in the language of who sent it.
    opened.page.reload()
    opened.wait_until_idle()
    assert "Фронт під Покровськом" in opened.page.title()
    assert opened.page.get_by_role("radio", name="За місяцями").is_checked()
    # A choice is a step of the browser's history.
    opened.page.get_by_role("radio", name="За областями").click()
    opened.page.wait_for_url("**section=oblasts*")
    opened.page.go_back()
    opened.wait_until_idle()
    assert opened.page.get_by_role("radio", name="За місяцями").is_checked()
    opened.page.get_by_role("button", name="Міста й громади").click()
    opened.page.get_by_role("menuitem", name="Мешканці", exact=True).click()
    opened.page.get_by_role("heading", name="Мешканці міст").wait_for()
    assert "lang=uk" in opened.page.url
    assert "section" not in opened.page.url
    assert opened.page.get_by_role("alert").count() == 0
