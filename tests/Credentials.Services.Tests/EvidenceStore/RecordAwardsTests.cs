using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;

namespace Credentials.Services.Tests.EvidenceStore;

public sealed class RecordAwardsTests : IAsyncLifetime
{
    private Store _store = null!;

    public async Task InitializeAsync() => _store = await Store.OpenAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task An_award_comes_back_as_it_went_in()
    {
        Assert.True(NationalNumber.TryParse("85.07.30-033.28", out var number));
        var request = Store.Request("José  Ángel", "\"O'Brien\" \\ Ünsal") with
        {
            Learner = new("José  Ángel", "\"O'Brien\" \\ Ünsal") { NationalNumber = number, Email = "Jose@Example.org", BirthDate = new(1985, 7, 30) },
            Result = "Geslaagd",
            Language = "nl",
            Hours = 60.50m,
            Evidence = [new("Verslag", "Twee\nregels", "https://example.org/a", "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")],
        };
        var reserved = (await _store.ReserveAsync(request)).Value;
        var signed = Store.Sign(reserved);
        await _store.Record.CompleteAsync([(reserved, signed)]);
        await _store.RestartAsync();
        var view = (await _store.Consult.FindAsync(Store.Centre, reserved.Document.Id)).Value;
        Assert.Equal(request, view.Request);
        var form = Assert.Single(view.Forms);
        Assert.Equal(signed.Utf8.ToArray(), form.Utf8.ToArray());
        Assert.Equal((signed.Id, signed.Form, signed.VerificationMethod, signed.SignedAt), (form.Id, form.Form, form.VerificationMethod, form.SignedAt));
        Assert.Empty(view.Journal);
        Assert.Equal(AwardState.Issued, view.Document.State);
    }

    [Fact]
    public async Task The_same_request_again_is_the_same_award()
    {
        var first = await _store.AwardAsync();
        var again = (await _store.ReserveAsync(Store.Request("  jan ", "PEETERS"))).Problem;
        Assert.Equal(ProblemCode.AwardConflict, again?.Code);
        var same = (await _store.ReserveAsync(Store.Request())).Value;
        Assert.Equal((first.Document.Id, true, false), (same.Document.Id, same.IsIssued, same.ByThisRow));
    }

    [Fact]
    public async Task The_same_learner_and_day_with_other_content_is_a_conflict()
    {
        await _store.AwardAsync(Store.Request());
        var other = await _store.ReserveAsync(Store.Request() with { Result = "Geslaagd" });
        Assert.Equal(ProblemCode.AwardConflict, other.Problem?.Code);
        Assert.DoesNotContain("Peeters", other.Problem!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_day_achievement_or_centre_is_another_award()
    {
        var first = await _store.AwardAsync();
        var otherDay = await _store.AwardAsync(Store.Request(awardedOn: new(2026, 6, 29)));
        var otherCentre = await _store.AwardAsync(centre: "arts");
        Assert.Equal(3, new[] { first, otherDay, otherCentre }.DistinctBy(view => view.Document.Id).Count());
        // Names alone never make two awards one learner's.
        Assert.Equal(3, new[] { first, otherDay, otherCentre }.DistinctBy(view => view.Document.LearnerId).Count());
    }

    [Fact]
    public async Task A_national_number_finds_the_learner_in_every_centre_and_an_address_in_one()
    {
        Assert.True(NationalNumber.TryParse("85.07.30-033.28", out var number));
        AwardRequest Numbered(string name) => Store.Request() with { Learner = new(name, "Peeters") { NationalNumber = number } };
        AwardRequest Addressed(int day, string email) =>
            Store.Request(awardedOn: new(2026, 6, day)) with { Learner = new("Jan", "Peeters") { Email = email } };
        var here = await _store.AwardAsync(Numbered("Jan"));
        var there = await _store.AwardAsync(Numbered("Johannes"), "arts");
        Assert.Equal(here.Document.LearnerId, there.Document.LearnerId);
        var one = await _store.AwardAsync(Addressed(1, "jan@example.org"));
        var same = await _store.AwardAsync(Addressed(2, " Jan@Example.ORG "));
        var elsewhere = await _store.AwardAsync(Addressed(3, "jan@example.org"), "arts");
        Assert.Equal(one.Document.LearnerId, same.Document.LearnerId);
        Assert.NotEqual(one.Document.LearnerId, elsewhere.Document.LearnerId);
    }

    [Fact]
    public async Task Names_and_birth_date_find_the_learner_however_they_are_typed()
    {
        AwardRequest Born(int day, string given, string family) =>
            Store.Request(awardedOn: new(2026, 6, day)) with { Learner = new(given, family) { BirthDate = new(1990, 1, 1) } };
        var first = await _store.AwardAsync(Born(1, "Zoë", "Van den Berg"));
        var second = await _store.AwardAsync(Born(2, "zoe\u0308", "VAN  DEN BERG"));
        Assert.Equal(first.Document.LearnerId, second.Document.LearnerId);
    }

    [Fact]
    public async Task A_crash_after_the_reservation_leaves_what_the_same_request_completes()
    {
        var reserved = (await _store.ReserveAsync(Store.Request())).Value;
        Assert.Equal(ProblemCode.NotFound, (await _store.Consult.FindAsync(Store.Centre, reserved.Document.Id)).Problem?.Code);
        await _store.RestartAsync();
        var again = (await _store.ReserveAsync(Store.Request())).Value;
        Assert.Equal((reserved.Document.Id, reserved.Slot, false), (again.Document.Id, again.Slot, again.IsIssued));
        await _store.Record.CompleteAsync([(again, Store.Sign(again))]);
        Assert.Single((await _store.Consult.FindAsync(Store.Centre, reserved.Document.Id)).Value.Forms);
    }

    [Fact]
    public async Task A_batch_row_knows_its_own_award_again()
    {
        var batch = Guid.CreateVersion7();
        var award = await _store.CheckAsync(Store.Request());
        Assert.False(Assert.Single(await _store.Record.ReserveAsync([new(award, batch, 3)])).Value.ByThisRow);
        await _store.RestartAsync();
        Assert.True(Assert.Single(await _store.Record.ReserveAsync([new(award, batch, 3)])).Value.ByThisRow);
        Assert.False(Assert.Single(await _store.Record.ReserveAsync([new(award, batch, 4)])).Value.ByThisRow);
        Assert.False(Assert.Single(await _store.Record.ReserveAsync([new(award, Guid.CreateVersion7(), 3)])).Value.ByThisRow);
    }

    [Fact]
    public async Task A_list_keeps_its_order_and_its_repeats_share_one_award()
    {
        string[] names = ["Ann", "Bob", "Ann", "Cas"];
        var awards = new List<AwardToReserve>();
        foreach (var name in names)
            awards.Add(new(await _store.CheckAsync(Store.Request(name))));
        var reserved = (await _store.Record.ReserveAsync(awards)).Select(answer => answer.Value).ToList();
        Assert.Equal(names, reserved.Select(award => award.Award.Request.Learner.GivenName));
        Assert.Equal(reserved[0].Document.Id, reserved[2].Document.Id);
        Assert.Equal(3, reserved.Select(award => award.Slot).Distinct().Count());
        await _store.Record.CompleteAsync([.. reserved.Select(award => (award, Store.Sign(award)))]);
        Assert.Equal(3, (await _store.Consult.ListAsync(new(Store.Centre, 10))).Items.Count);
    }

    [Fact]
    public async Task Many_at_once_for_one_learner_make_one_learner_and_one_award_each()
    {
        AwardRequest Day(int day) => Store.Request(awardedOn: new(2026, 5, day)) with { Learner = new("Jan", "Peeters") { Email = "jan@example.org" } };
        var views = await Task.WhenAll(Enumerable.Range(1, 40).Select(number => Task.Run(() => _store.AwardAsync(Day(1 + (number % 20))))));
        Assert.Single(views.Select(view => view.Document.LearnerId).Distinct());
        Assert.Equal(20, views.Select(view => view.Document.Id).Distinct().Count());
    }

    [Fact]
    public async Task Slots_of_repeats_are_not_burnt()
    {
        await _store.AwardAsync();
        for (var repeat = 0; repeat < 100; repeat++)
            Assert.True((await _store.ReserveAsync(Store.Request())).Value.IsIssued);
        var slot = (await _store.ReserveAsync(Store.Request("Ann"))).Value.Slot;
        Assert.Equal(64, (await _store.Storage.FindStatusListAsync(slot.List))!.NextCounter);
    }

    [Fact]
    public async Task A_revoked_award_can_be_made_anew()
    {
        var first = await _store.AwardAsync();
        Assert.True((await _store.Change.SetStatusAsync(Store.Centre, first.Document.Id, AwardStatus.Revoked, "error", "k1", true)).IsSuccess);
        var second = await _store.AwardAsync(Store.Request() with { Result = "Geslaagd" });
        Assert.NotEqual(first.Document.Id, second.Document.Id);
        Assert.Equal(AwardStatus.Revoked, (await _store.Consult.FindAsync(Store.Centre, first.Document.Id)).Value.Document.Status);
    }

    [Fact]
    public async Task An_achievement_that_changed_between_check_and_reservation_is_not_awarded_as_it_was()
    {
        var stale = await _store.CheckAsync(Store.Request());
        Assert.Equal(1, (await _store.Get<AchievementVersions>().PutAsync(Store.Centre, Store.Achievement("Anders"))).Value.Version);
        var refused = Assert.Single(await _store.Record.ReserveAsync([new(stale)]));
        Assert.Equal(ProblemCode.VersionConflict, refused.Problem?.Code);
        Assert.Contains("Anders", System.Text.Encoding.UTF8.GetString((await _store.AwardAsync()).Forms.Select(Payload).Single()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_award_freezes_the_version()
    {
        var versions = _store.Get<AchievementVersions>();
        Assert.Equal(1, (await versions.PutAsync(Store.Centre, Store.Achievement("Anders"))).Value.Version);
        Assert.Equal(1, (await versions.PutAsync(Store.Centre, Store.Achievement())).Value.Version);
        await _store.AwardAsync();
        Assert.Equal(1, (await versions.PutAsync(Store.Centre, Store.Achievement())).Value.Version);
        var second = (await versions.PutAsync(Store.Centre, Store.Achievement("Nieuw"))).Value;
        Assert.Equal(2, second.Version);
        Assert.Same(second, await versions.FindAsync(Store.Centre, "welding"));
        Assert.Equal(1, (await versions.FindAsync(Store.Centre, "welding", 1))!.Version);
        Assert.Null(await versions.FindAsync(Store.Centre, "welding", 3));
        Assert.Equal(2, Assert.Single((await versions.ListAsync(Store.Centre, null, 10)).Items).Version);
    }

    private static byte[] Payload(SignedCredential form) => System.Buffers.Text.Base64Url.DecodeFromChars(
        System.Text.Encoding.ASCII.GetString(form.Utf8.Span).Split('.')[1]);
}
