using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.PublicVerifier.Gathering;
using Credentials.Verifying;

namespace Credentials.PublicVerifier.VcApi.Identifiers;

/// <summary>
/// Resolves DIDs and dereferences their keys (DID Resolution 1.0 sections 4 and 5): did:key and did:jwk by computing, did:web from this installation or
/// fetched under the guard.
/// </summary>
public sealed class ResolveIdentifier(PublicDocuments documents, IPublishedDocuments published, GuardedHttpClient http)
{
    private const string Accept = "application/did+json, application/did+ld+json;q=0.9, application/did;q=0.9, application/json;q=0.8";

    internal async ValueTask<Resolution> RunAsync(AskedIdentifier asked, ResolutionOptions options, CancellationToken cancel)
    {
        if (asked.Did is not { } did)
            return new(asked.IsUrl && asked.Text.StartsWith("did:", StringComparison.Ordinal)
                ? ResolutionError.InvalidDidUrl.Because("This is no DID URL.")
                : ResolutionError.InvalidDid.Because("This is no DID."));
        if (!asked.IsWellFormed)
            return new(ResolutionError.InvalidDidUrl.Because("What follows the DID is not well formed."));
        if (did.Method is not ("key" or "jwk" or "web"))
            return new(ResolutionError.MethodNotSupported.Because($"The method {did.Method} is not supported; key, jwk and web are."));
        if (options.Unsupported is { } option)
            return new(ResolutionError.FeatureNotSupported.Because($"The option {option} is not supported."));
        if (asked.PathAndQuery.Length > 0)
            return new(ResolutionError.FeatureNotSupported.Because("A path or a query of a DID URL is not followed."));
        var resolved = did.Method == "web" ? await FetchAsync(did, cancel) : Compute(did, options);
        return resolved.Document is { } document && asked.Fragment is not null ? Dereference(document, did, asked.Fragment) : resolved;
    }

    private static Resolution Compute(Did did, ResolutionOptions options)
    {
        var format = did.Method == "jwk" ? PublicKeyFormat.JsonWebKey2020 : PublicKeyFormat.Multikey;
        if (options.PublicKeyFormat is { } wanted)
        {
            if (PublicKeyFormat.Find(wanted) is not { } found)
            {
                return new(PublicKeyFormat.IsExperimental(wanted) && !options.Experimental
                    ? ResolutionError.InvalidPublicKeyType.Because("The format of keys is none of the standard ones.")
                    : ResolutionError.UnsupportedPublicKeyType.Because("The format of keys is not known."));
            }

            format = found;
        }

        if (!DidDocument.FromIdentifier(did).TryGet(out var document, out var problem))
            return new(did.Method == "key" ? ErrorOf(DidKeyFaults.Find(did)) : ResolutionError.InvalidDid.Because($"{problem.Detail}."));
        var algorithm = document.AssertionMethod[0].Key.Algorithm;
        var fits = format.IsJwk || (algorithm != KeyAlgorithm.Rsa && (format.Type == PublicKeyFormat.Multikey.Type || algorithm == KeyAlgorithm.Ed25519));
        return fits ? new(ComputedDocument.Of(document, format)) : new(ResolutionError.InvalidPublicKeyType.Because("This key has no such form."));
    }

    private static ResolutionError ErrorOf(DidKeyFault? fault) => fault switch
    {
        DidKeyFault.InvalidPublicKeyLength => ResolutionError.InvalidPublicKeyLength.Because("The key is longer or shorter than keys of its kind."),
        DidKeyFault.InvalidPublicKey => ResolutionError.InvalidPublicKey.Because("The identifier holds no key of its kind."),
        DidKeyFault.UnsupportedPublicKeyType => ResolutionError.UnsupportedPublicKeyType.Because("The identifier holds a key of a kind that is not known here."),
        _ => ResolutionError.InvalidDid.Because("The identifier holds no base58btc multibase value."),
    };

    private async ValueTask<Resolution> FetchAsync(Did did, CancellationToken cancel)
    {
        if (!DidWeb.DocumentUrl(did).TryGet(out var address, out var problem))
            return new(ResolutionError.InvalidDid.Because($"{problem.Detail}."));
        var plain = DidDocuments.OverHttp(address);
        var isPlain = http.IsAllowedOrigin(plain)
            || (await published.TryReadAsync(address, cancel) is null && await published.TryReadAsync(plain, cancel) is not null);
        var found = await documents.FindAsync(isPlain ? plain : address, Accept, allowance: null, cancel);
        return found switch
        {
            Gathered<ReadOnlyMemory<byte>>.Found { Value: var body } => Read(did, body),
            Gathered<ReadOnlyMemory<byte>>.NotFound missing => new(ResolutionError.NotFound.Because(missing.Reason)),
            Gathered<ReadOnlyMemory<byte>>.Unreachable unreachable => new(ResolutionError.NotFound.Because($"The document could not be had: {unreachable.Reason}.")),
            _ => new(ResolutionError.InternalError),
        };
    }

    private static Resolution Read(Did did, ReadOnlyMemory<byte> body)
    {
        if (!StrictJson.ParseElement(body.Span).TryGet(out var json, out var problem) || DidDocument.Parse(json, did).Problem is { } fault && (problem = fault) is not null)
            return new(ResolutionError.InvalidDidDocument.Because($"{problem.Detail}."));
        return new(json);
    }

    /// <summary>The verification method that the fragment names (DID Resolution 1.0, section "Dereferencing the Fragment").</summary>
    private static Resolution Dereference(JsonElement document, Did did, string fragment)
    {
        foreach (var member in document.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Array)
                continue;
            foreach (var one in member.Value.EnumerateArray())
            {
                if (one.ValueKind == JsonValueKind.Object && one.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
                    && (id.ValueEquals($"{did.Value}#{fragment}") || id.ValueEquals($"#{fragment}")))
                    return new(one);
            }
        }

        return new(ResolutionError.NotFound.Because("The document has nothing of this name."));
    }
}
