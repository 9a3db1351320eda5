using System.Buffers;
using System.Text.Json;
using Credentials.IssuerService.Registering;
using Credentials.Verifying;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Publishing;

/// <summary>The trust list as JSON, written at most once a moment, however many ask.</summary>
public sealed class TrustListPublisher(TrustList list, IOptions<IssuerServiceOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    private volatile Edition? _latest;

    public async ValueTask<PublishedFile> GetAsync(CancellationToken cancel = default)
    {
        if (_latest is { } latest && time.GetElapsedTime(latest.ReadAt) < Moment)
            return latest.File;
        var readAt = time.GetTimestamp();
        var body = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("centres");
            foreach (var entry in await list.ListAsync(cancel))
                Write(writer, entry);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        var file = new PublishedFile(body.WrittenMemory, "application/json", options.Value.StatusListMaxAge);
        _latest = new Edition(file, readAt);
        return file;
    }

    private static void Write(Utf8JsonWriter writer, TrustedIssuer entry)
    {
        writer.WriteStartObject();
        writer.WriteString("did", entry.Did.Value);
        writer.WriteString("issuer", entry.Address);
        writer.WriteString("slug", entry.Centre.Slug);
        CentreBody.WriteMembers(writer, entry.Centre);
        writer.WriteStartArray("keys");
        foreach (var key in entry.Keys)
        {
            writer.WriteStartObject();
            writer.WriteString("verificationMethod", key.VerificationMethod);
            writer.WriteString("publicKeyMultibase", key.Key.ToMultikey());
            writer.WriteString("thumbprint", key.Key.Thumbprint);
            writer.WriteString("from", key.From);
            if (key.Until is { } until)
                writer.WriteString("until", until);
            if (key.CompromisedFrom is { } compromised)
                writer.WriteString("compromisedFrom", compromised);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private sealed record Edition(PublishedFile File, long ReadAt);
}
