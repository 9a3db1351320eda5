using Credentials.Browser.Tests.Sites;
using Microsoft.Playwright;

namespace Credentials.Browser.Tests;

/// <summary>What a learner changes on the own page, in a real browser.</summary>
public sealed class OwnPageTests(BrowserFixture<WholeApp> browser) : IClassFixture<BrowserFixture<WholeApp>>
{
    [BrowserFact]
    public async Task A_learner_confirms_makes_a_link_that_an_employer_opens_ends_it_and_asks_staff_who_answer_without_scripts_on_a_phone()
    {
        var award = await browser.Site.AwardAsync("Lotte", "Verhoeven");
        var options = new BrowserNewContextOptions { JavaScriptEnabled = false, ViewportSize = new() { Width = 320, Height = 900 } };
        await using var learner = await browser.OpenAsync(award.LearnerPath, options);
        await learner.Page.GetByRole(AriaRole.Link, new() { Name = "Make a link", Exact = true }).ClickAsync();
        await Assertions.Expect(learner.Heading).ToHaveTextAsync("Show that it is you");
        await learner.Page.GetByLabel("Your code").FillAsync("12");
        await learner.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Assertions.Expect(learner.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await learner.Page.GetByLabel("Your code").FillAsync(await browser.Site.ConfirmationCodeAsync(award));
        await learner.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Assertions.Expect(learner.Heading).ToHaveTextAsync("A link for one purpose");
        await learner.Page.GetByLabel("What is the link for?").FillAsync("Application at Van Damme");
        await learner.Page.GetByLabel("A week").CheckAsync();
        await learner.Page.GetByLabel("A summary").CheckAsync();
        await learner.Page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        await Assertions.Expect(learner.Page.GetByRole(AriaRole.Status).First).ToHaveTextAsync("The link is made.");
        var link = new Uri(await learner.Page.Locator("#shares input").InputValueAsync()).AbsolutePath;

        await using var employer = await browser.OpenAsync(link);
        await Assertions.Expect(employer.Heading).ToHaveTextAsync("This credential is valid");
        await Assertions.Expect(employer.Page.Locator(".learner strong")).ToHaveTextAsync("Lotte Verhoeven");
        Assert.Equal(0, await employer.Page.Locator(".downloads, .outcomes, article .facts").CountAsync());
        employer.AssertNoComplaints();
        await learner.Page.ReloadAsync();
        await Assertions.Expect(learner.Page.Locator("#shares summary").First).ToHaveTextAsync("Once");
        await learner.Page.GetByRole(AriaRole.Link, new() { Name = "End the link" }).ClickAsync();
        await learner.Page.GetByRole(AriaRole.Button, new() { Name = "End the link" }).ClickAsync();
        await Assertions.Expect(learner.Page.Locator("#shares .badge")).ToHaveTextAsync("withdrawn");
        await employer.Page.ReloadAsync();
        await Assertions.Expect(employer.Heading).ToHaveTextAsync("This link has ended");

        await learner.Page.GetByRole(AriaRole.Link, new() { Name = "Have something corrected" }).ClickAsync();
        await learner.Page.GetByLabel("My name").CheckAsync();
        await learner.Page.GetByLabel("How should it be?").FillAsync("Lot, not Lotte");
        await learner.Page.GetByRole(AriaRole.Button, new() { Name = "Ask my centre" }).ClickAsync();
        await using var staff = await browser.OpenAsync(await browser.Site.StaffLinkAsync("issuer", "Els Maes"), new() { ViewportSize = new() { Width = 320, Height = 900 } });
        await staff.Page.Locator("main form button").ClickAsync();
        await staff.Page.GetByRole(AriaRole.Link, new() { Name = "Look at the requests" }).ClickAsync();
        await AccessibilityTests.AssertNoFaultAsync(staff, "requests");
        await staff.Page.GetByRole(AriaRole.Link, new() { Name = "Lotte Verhoeven" }).ClickAsync();
        await AccessibilityTests.AssertNoFaultAsync(staff, "request");
        await staff.Page.GetByLabel("Not done").CheckAsync();
        await staff.Page.GetByLabel("Message to the learner").FillAsync("Your identity card says Lotte.");
        await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Send the answer" }).ClickAsync();
        await learner.Page.GotoAsync(award.LearnerPath);
        await Assertions.Expect(learner.Page.Locator("#own-data .typed")).ToHaveTextAsync("Your identity card says Lotte.");
    }
}
