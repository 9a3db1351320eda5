using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Credentials.Issuing;
using Credentials.Keys;

namespace Credentials.EvidenceStore.Recording;

/// <summary>A registered centre as stored: public JSON.</summary>
internal static class StoredCentre
{
    public static byte[] Write(Centre centre, IReadOnlyList<KeyPeriod> keys)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("slug", centre.Slug);
            json.WriteString("name", centre.Name);
            json.WriteString("kbo", centre.Kbo.Digits);
            WriteText(json, "homepage", centre.Homepage);
            WriteText(json, "email", centre.Email);
            if (!centre.SendsMail)
                json.WriteBoolean("sendsMail", false);
            WriteAddress(json, centre.Address);
            json.WriteStartArray("mayAward");
            foreach (var right in centre.MayAward)
                WriteRight(json, right);
            json.WriteEndArray();
            json.WriteStartArray("keys");
            foreach (var key in keys)
                WriteKey(json, key);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }

    public static RegisteredCentre Read(ReadOnlyMemory<byte> bytes, long version)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        if (!KboNumber.TryParse(Text(root, "kbo"), out var kbo))
            throw new InvalidDataException("a stored centre has a bad KBO number");
        var centre = new Centre(
            Text(root, "slug")!, Text(root, "name")!, kbo, ReadAddress(root.GetProperty("address")),
            [.. root.GetProperty("mayAward").EnumerateArray().Select(ReadRight)])
        {
            Homepage = Text(root, "homepage"),
            Email = Text(root, "email"),
            SendsMail = !root.TryGetProperty("sendsMail", out var sendsMail) || sendsMail.GetBoolean(),
        };
        return new(centre, [.. root.GetProperty("keys").EnumerateArray().Select(ReadKey)], version);
    }

    private static void WriteAddress(Utf8JsonWriter json, CentreAddress address)
    {
        json.WriteStartObject("address");
        json.WriteString("country", address.CountryCode);
        json.WriteString("region", address.Region);
        WriteText(json, "street", address.Street);
        WriteText(json, "postalCode", address.PostalCode);
        WriteText(json, "locality", address.Locality);
        json.WriteEndObject();
    }

    private static CentreAddress ReadAddress(JsonElement json) =>
        new(Text(json, "country")!, Text(json, "region")!, Text(json, "street"), Text(json, "postalCode"), Text(json, "locality"));

    private static void WriteRight(Utf8JsonWriter json, AwardingRight right)
    {
        json.WriteStartObject();
        json.WriteString("framework", right.Framework);
        json.WriteStartArray("levels");
        foreach (var level in right.Levels)
            json.WriteNumberValue(level);
        json.WriteEndArray();
        WriteText(json, "from", Date(right.From));
        WriteText(json, "until", Date(right.Until));
        json.WriteEndObject();
    }

    private static AwardingRight ReadRight(JsonElement json) => new(
        Text(json, "framework")!, [.. json.GetProperty("levels").EnumerateArray().Select(level => level.GetInt32())],
        Date(Text(json, "from")), Date(Text(json, "until")));

    private static void WriteKey(Utf8JsonWriter json, KeyPeriod key)
    {
        json.WriteStartObject();
        json.WriteString("verificationMethod", key.VerificationMethod);
        json.WritePropertyName("publicKey");
        key.Key.WriteJwk(json);
        WriteText(json, "from", Instant(key.From));
        WriteText(json, "until", Instant(key.Until));
        WriteText(json, "compromisedFrom", Instant(key.CompromisedFrom));
        json.WriteEndObject();
    }

    private static KeyPeriod ReadKey(JsonElement json) =>
        PublicKey.FromJwk(json.GetProperty("publicKey")).TryGet(out var key, out var problem)
            ? new(Text(json, "verificationMethod")!, key, Instant(Text(json, "from"))!.Value, Instant(Text(json, "until")), Instant(Text(json, "compromisedFrom")))
            : throw new InvalidDataException($"a stored centre has a bad key: {problem}");

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string? Date(DateOnly? value) => value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Date(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Instant(DateTimeOffset? value) => value?.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Instant(string? text) =>
        text is null ? null : DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
