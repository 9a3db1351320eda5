using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.Wallets;

namespace Credentials.Benchmarks;

/// <summary>
/// Wallets that take credentials over HTTP: offer, token, nonce, credential. The wallets' own signatures and the client share the two cores with the
/// service.
/// </summary>
internal static class WalletRuns
{
    private const int Connections = 32;
    private const string GrantType = "urn:ietf:params:oauth:grant-type:pre-authorized_code";
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Figure>> RunAsync()
    {
        await using var app = await AppProcess.StartAsync(
            KeyValuePair.Create("RateLimits__PerAddress", (string?)"1000000"), KeyValuePair.Create("RateLimits__PerKey", (string?)"1000000"));
        var achievement = await OverHttp.FirstAchievementAsync(app);
        using var staff = OverHttp.Client(app);
        using var wallet = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections }) { BaseAddress = staff.BaseAddress };
        await OverHttp.AwardAsync(staff, OverHttp.ClassList(achievement, 0, 1000));
        var page = await staff.GetFromJsonAsync<JsonElement>("/api/credentials?limit=500");
        var awards = page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!).ToArray();
        using var key = PrivateKey.Generate(KeyAlgorithm.P256);
        var (next, counted, busy) = (-1, 0, 0.0);
        var started = Stopwatch.GetTimestamp();
        var spent = MeasureAsync(app);
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(started) is var elapsed && elapsed < Warmup + Duration)
            {
                var offer = await OfferAsync(staff, awards[Interlocked.Increment(ref next) % awards.Length]);
                var began = Stopwatch.GetTimestamp();
                await TakeAsync(wallet, offer, key);
                if (elapsed < Warmup)
                    continue;
                Interlocked.Increment(ref counted);
                InterlockedAdd(ref busy, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        })));
        return
        [
            new("wallet runs, c=32: offers made and taken a second", counted / Duration.TotalSeconds, "/s", AtLeast: 500),
            new("  offer to credential, mean", busy / counted, "ms"),
            new("  the service's processor time a run", (await spent).TotalMilliseconds / counted, "ms"),
            new("  peak resident memory", app.PeakResidentBytes / 1e6, "MB"),
        ];
    }

    /// <summary>What the service spends while runs are counted: unlike the runs a second it hardly depends on what else the machine does.</summary>
    private static async Task<TimeSpan> MeasureAsync(AppProcess app)
    {
        await Task.Delay(Warmup);
        var before = app.ProcessorTime;
        await Task.Delay(Duration);
        return app.ProcessorTime - before;
    }

    private static async Task<(string Path, string Code)> OfferAsync(HttpClient staff, string award)
    {
        using var made = await staff.PostAsJsonAsync($"/api/credentials/{award}/offers", new { format = "dc+sd-jwt" });
        var offer = (await made.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>())!;
        var link = offer.GetProperty("uri").GetString()!;
        return (new Uri(Uri.UnescapeDataString(link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..])).AbsolutePath, offer.GetProperty("txCode").GetString()!);
    }

    private static async Task TakeAsync(HttpClient client, (string Path, string Code) given, PrivateKey key)
    {
        var offer = await client.GetFromJsonAsync<JsonElement>(given.Path);
        var issuer = offer.GetProperty("credential_issuer").GetString()!;
        var root = new Uri(issuer).AbsolutePath + "/wallet";
        using var token = await client.PostAsync(new Uri(root + "/token", UriKind.Relative), new FormUrlEncodedContent(
        [
            new("grant_type", GrantType), new("tx_code", given.Code),
            new("pre-authorized_code", offer.GetProperty("grants").GetProperty(GrantType).GetProperty("pre-authorized_code").GetString()!),
        ]));
        var access = (await token.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        using var nonce = await client.PostAsync(new Uri(root + "/nonce", UriKind.Relative), null);
        var value = (await nonce.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("c_nonce").GetString()!;
        using var request = new HttpRequestMessage(HttpMethod.Post, root + "/credential")
        {
            Headers = { Authorization = new("Bearer", access) },
            Content = JsonContent.Create(new JsonObject
            {
                ["credential_configuration_id"] = offer.GetProperty("credential_configuration_ids")[0].GetString(),
                ["proofs"] = new JsonObject { ["jwt"] = new JsonArray(Proof(key, issuer, value)) },
            }),
        };
        using var credential = await client.SendAsync(request);
        credential.EnsureSuccessStatusCode();
    }

    private static string Proof(PrivateKey key, string issuer, string nonce)
    {
        using var jwk = new MemoryStream();
        using (var writer = new Utf8JsonWriter(jwk))
            key.PublicKey.WriteJwk(writer);
        var header = $$"""{"alg":"{{key.PublicKey.JwsAlgorithm}}","typ":"{{KeyProof.Type}}","jwk":{{System.Text.Encoding.UTF8.GetString(jwk.ToArray())}}}""";
        var claims = string.Create(CultureInfo.InvariantCulture, $$"""{"aud":"{{issuer}}","iat":{{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}},"nonce":"{{nonce}}"}""");
        var signed = $"{Part(header)}.{Part(claims)}";
        return $"{signed}.{StrictBase64Url.Encode(key.Sign(System.Text.Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Part(string json) => StrictBase64Url.Encode(System.Text.Encoding.UTF8.GetBytes(json));

    private static void InterlockedAdd(ref double total, double more)
    {
        double before;
        do
            before = Volatile.Read(ref total);
        while (Interlocked.CompareExchange(ref total, before + more, before) != before);
    }
}
