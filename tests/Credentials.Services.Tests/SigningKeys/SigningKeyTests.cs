using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using Credentials.EvidenceStore.Recording;
using Credentials.IssuerService.Issuing;
using Credentials.IssuerService.SigningKeys;
using Credentials.Keys;
using Credentials.Services.Tests.Awarding;
using Credentials.Services.Tests.Issuer;
using Credentials.Signing;
using Credentials.Verifying;

namespace Credentials.Services.Tests.SigningKeys;

public class SigningKeyTests
{
    [Fact]
    public async Task A_new_centre_has_an_Ed25519_key_in_a_file_that_only_its_owner_reads()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync("nieuw");
        var file = Assert.Single(Directory.GetFiles(app.KeysOf("nieuw")));
        Assert.Equal("key-1.pem", Path.GetFileName(file));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var key = Assert.Single((await app.Get<Centres>().FindAsync("nieuw"))!.Keys);
        Assert.Equal(("did:web:localhost%3A8080:centres:nieuw#key-1", KeyAlgorithm.Ed25519), (key.VerificationMethod, key.Key.Algorithm));
        Assert.False(DevelopmentKeys.Contains(key.Key));
    }

    [Fact]
    public async Task The_demo_centre_begins_with_the_throw_away_key_in_development()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync();
        Assert.True(DevelopmentKeys.Contains(Assert.Single((await app.Get<Centres>().FindAsync("demo"))!.Keys).Key));
        var second = await app.Get<CreateKey>().RunAsync("demo");
        Assert.False(DevelopmentKeys.Contains(second.Value.Key), "the throw-away key is used once");
    }

    [Fact]
    public void Every_key_of_keys_dev_is_known_by_thumbprint()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "keys-dev"), "*.pem");
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(DevelopmentKeys.Contains(PrivateKey.Parse(File.ReadAllText(file)).Value.PublicKey), file));
    }

    [Fact]
    public async Task Throw_away_keys_are_refused_outside_development_naming_the_setting()
    {
        var folder = Directory.CreateTempSubdirectory("credentials-issuer-").FullName;
        await using (var app = await IssuerApp.StartAsync(folder))
            (await app.WithCentreAsync()).Dispose();
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => IssuerApp.StartAsync(folder, "Production"));
        Assert.Contains("keys-dev", refused.Message, StringComparison.Ordinal);
        Assert.Contains("IssuerService:KeysFolder", refused.Message, StringComparison.Ordinal);
        var direct = await Assert.ThrowsAsync<InvalidOperationException>(() => IssuerApp.StartAsync(
            environment: "Production", settings: $"--IssuerService:KeysFolder={Path.Combine(Repository.Root, "keys-dev")}"));
        Assert.Contains("IssuerService:KeysFolder", direct.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_key_file_that_others_can_read_is_refused_outside_development()
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = Directory.CreateTempSubdirectory("credentials-issuer-").FullName;
        await using (var app = await IssuerApp.StartAsync(folder, "Production"))
            (await app.WithCentreAsync("nieuw")).Dispose();
        File.SetUnixFileMode(
            Path.Combine(folder, "keys", "nieuw", "key-1.pem"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => IssuerApp.StartAsync(folder, "Production"));
        Assert.Contains("0600", refused.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_new_key_signs_at_once_and_what_the_old_one_signed_stays_valid()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var before = await CredentialAsync(staff, "An");
        var retired = (await app.Get<RetireKey>().RunAsync("demo", "key-1")).Value;
        Assert.Equal(retired.Until!.Value.ToUnixTimeSeconds() * 1000, retired.Until.Value.ToUnixTimeMilliseconds());
        app.Time.Move(TimeSpan.FromSeconds(2));
        var after = await CredentialAsync(staff, "Bo");
        Assert.Equal(("key-1", "key-2"), (KeyOf(before), KeyOf(after)));
        Assert.Equal(Verdict.Valid, (await CredentialFormTests.VerifyAsync(app, before)).Verdict);
        Assert.Equal(Verdict.Valid, (await CredentialFormTests.VerifyAsync(app, after)).Verdict);
    }

    [Fact]
    public async Task What_a_key_signed_from_its_compromise_on_is_invalid()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var good = await CredentialAsync(staff, "An");
        app.Time.Move(TimeSpan.FromDays(2));
        var bad = await CredentialAsync(staff, "Bo");
        await app.Get<RetireKey>().RunAsync("demo", "did:web:localhost%3A8080:centres:demo#key-1", app.Time.GetUtcNow().AddDays(-1));
        app.Time.Move(TimeSpan.FromSeconds(2));
        Assert.Equal(Verdict.Valid, (await CredentialFormTests.VerifyAsync(app, good)).Verdict);
        var report = await CredentialFormTests.VerifyAsync(app, bad);
        Assert.Equal(Verdict.Invalid, report.Verdict);
        Assert.Equal(["issuer-key"], report.Checks.Where(check => check.Outcome == CheckOutcome.Failed).Select(check => check.Id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_thief_signs_with_a_stolen_key_and_dates_before_the_theft_is_invalid(bool underAKnownId)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var good = await CredentialAsync(staff, "An");
        var stolen = new SigningKey(
            "did:web:localhost%3A8080:centres:demo#key-1", PrivateKey.Parse(await File.ReadAllTextAsync(Path.Combine(app.KeysOf("demo"), "key-1.pem"))).Value);
        var content = System.Text.Encoding.UTF8.GetString(Base64Url.DecodeFromChars(System.Text.Encoding.ASCII.GetString(good).Split('.')[1]))
            .Replace("An Peeters", "Thief Peeters", StringComparison.Ordinal);
        if (!underAKnownId)
            content = content.Replace(PresentedCredential.Parse(good).Value.Id!, $"urn:uuid:{Guid.NewGuid()}", StringComparison.Ordinal);
        var backdated = System.Text.Encoding.ASCII.GetBytes(
            CompactJws.Sign(stolen, "vc+jwt", System.Text.Encoding.UTF8.GetBytes(content), PresentedCredential.Parse(good).Value.SignedAt));
        Assert.Equal(Verdict.Valid, (await CredentialFormTests.VerifyAsync(app, backdated)).Verdict);

        await app.Get<RetireKey>().RunAsync("demo", "key-1", app.Time.GetUtcNow().AddHours(1));

        Assert.Contains(Reasons.RecordedBeforeCompromise, (await CredentialFormTests.VerifyAsync(app, good)).Checks);
        var report = await CredentialFormTests.VerifyAsync(app, backdated);
        Assert.Equal((Verdict.Invalid, null), (report.Verdict, report.Credential));
        Assert.Contains(Reasons.NotRecorded, report.Checks);
    }

    [Fact]
    public async Task A_compromise_may_be_dated_earlier_later_but_never_withdrawn()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync();
        var first = app.Time.GetUtcNow().AddDays(-1);
        var retire = app.Get<RetireKey>();
        var retired = (await retire.RunAsync("demo", "key-1", first)).Value;
        Assert.Equal(first, (await retire.RunAsync("demo", "key-1")).Value.CompromisedFrom);
        Assert.Equal(first, (await retire.RunAsync("demo", "key-1", first.AddHours(1))).Value.CompromisedFrom);
        var earlier = (await retire.RunAsync("demo", "key-1", first.AddHours(-1))).Value;
        Assert.Equal((first.AddHours(-1), retired.Until), (earlier.CompromisedFrom, earlier.Until));
        Assert.Equal(ProblemCode.NotFound, (await retire.RunAsync("demo", "key-9")).Problem!.Code);
    }

    [Fact]
    public async Task Several_keys_made_at_once_get_names_and_files_of_their_own()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync("nieuw");
        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => app.Get<CreateKey>().RunAsync("nieuw"))));
        Assert.Equal(6, made.Select(key => key.Value.VerificationMethod).Distinct().Count());
        Assert.Equal(7, Directory.GetFiles(app.KeysOf("nieuw")).Length);
        Assert.Equal(7, (await app.Get<Centres>().FindAsync("nieuw"))!.Keys.Count);
        Assert.Equal(7, (await app.Get<IssuingCentres>().FindAsync("nieuw"))!.SigningKeys.Count);
    }

    [Fact]
    public async Task Without_its_key_file_a_centre_awards_nothing_until_the_file_is_back()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        await app.Get<CreateKey>().RunAsync("demo");
        await app.Get<RetireKey>().RunAsync("demo", "key-1");
        var second = Path.Combine(app.KeysOf("demo"), "key-2.pem");
        File.Move(second, second + ".away");
        using var refused = await staff.PostAsJsonAsync("/api/awards", Bodies.Award());
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.EndsWith("no-active-key", (await refused.JsonAsync()).Text("type"), StringComparison.Ordinal);
        File.Move(second + ".away", second);
        using var made = await staff.PostAsJsonAsync("/api/awards", Bodies.Award());

        // The refused call had reserved it: this is the same award again.
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
    }

    [Fact]
    public async Task A_key_made_elsewhere_can_be_given_once()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync("nieuw");
        using var given = PrivateKey.Generate(KeyAlgorithm.P256);
        Assert.Equal(given.PublicKey, (await app.Get<CreateKey>().RunAsync("nieuw", KeyAlgorithm.P256, given)).Value.Key);
        Assert.Equal(ProblemCode.InvalidKey, (await app.Get<CreateKey>().RunAsync("nieuw", KeyAlgorithm.P256, given)).Problem!.Code);
        var centre = (await app.Get<IssuingCentres>().FindAsync("nieuw"))!;
        Assert.Equal(KeyAlgorithm.Ed25519, centre.ActiveKey().Value.PrivateKey.PublicKey.Algorithm);
        Assert.EndsWith("#key-2", centre.ActiveKey(KeyAlgorithm.P256).Value.VerificationMethod, StringComparison.Ordinal);
    }

    private static async Task<byte[]> CredentialAsync(HttpClient staff, string name) =>
        (await CredentialFormTests.GetAsync(staff, await CredentialFormTests.AwardAsync(staff, name), "application/vc+jwt")).Body;

    private static string KeyOf(byte[] jwt)
    {
        var method = PresentedCredential.Parse(jwt).Value.VerificationMethod!;
        return method[(method.IndexOf('#', StringComparison.Ordinal) + 1)..];
    }
}
