using System.Text.Json;
using Credentials.Encoding;
using Credentials.Inputs;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Verifying;

namespace Credentials.App.Ports;

/// <summary>Reads the JSON of <c>/trust-list</c>.</summary>
internal static class TrustListJson
{
    /// <summary>All of it or nothing: half a trust list would call known issuers unknown.</summary>
    public static Result<IReadOnlyDictionary<Did, TrustedIssuer>> Read(ReadOnlyMemory<byte> utf8)
    {
        if (!StrictJson.Parse(utf8).TryGet(out var json, out var problem))
            return problem;
        using (json)
        {
            try
            {
                return json.RootElement.GetProperty("centres").EnumerateArray().Select(ReadEntry).ToDictionary(entry => entry.Did);
            }
            catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
            {
                return new Problem(ProblemCode.InvalidInput, "the trust list is not as expected");
            }
        }
    }

    private static TrustedIssuer ReadEntry(JsonElement entry)
    {
        if (!Did.TryParse(entry.GetProperty("did").GetString(), out var did) || !KboNumber.TryParse(entry.GetProperty("kbo").GetString(), out var kbo))
            throw new FormatException();
        var address = entry.GetProperty("address");
        var centre = new Centre(
            Text(entry, "slug"), Text(entry, "name"), kbo,
            new CentreAddress(
                Text(address, "countryCode"), Text(address, "region"), Find(address, "street"), Find(address, "postalCode"), Find(address, "locality")),
            [.. entry.GetProperty("mayAward").EnumerateArray().Select(ReadRight)])
        {
            Homepage = Find(entry, "homepage"),
            Email = Find(entry, "email"),
        };
        return new TrustedIssuer(did, centre, [.. entry.GetProperty("keys").EnumerateArray().Select(ReadKey)]) { Address = Find(entry, "issuer") };
    }

    private static AwardingRight ReadRight(JsonElement right) => new(
        Text(right, "framework"), [.. right.GetProperty("levels").EnumerateArray().Select(level => level.GetInt32())], Day(right, "from"), Day(right, "until"));

    private static KeyPeriod ReadKey(JsonElement key) => new(
        Text(key, "verificationMethod"), PublicKey.FromMultikey(Text(key, "publicKeyMultibase")).Value, key.GetProperty("from").GetDateTimeOffset(),
        Moment(key, "until"), Moment(key, "compromisedFrom"));

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException();

    private static string? Find(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static DateTimeOffset? Moment(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetDateTimeOffset() : null;

    private static DateOnly? Day(JsonElement json, string name) =>
        Find(json, name) is not { } text ? null : IsoDate.TryParse(text, out var day) ? day : throw new FormatException();
}
