using System.Text.Json;
using Credentials.SdJwts;

namespace Credentials.SdJwtVcs;

/// <summary>Holds a credential against its type's claims (SD-JWT VC section "Claim Metadata"), on the claims as issued: hidden elements count.</summary>
public sealed class ClaimMetadataCheck
{
    private readonly Dictionary<string, Disclosure> _disclosures;
    private readonly JsonElement _payload;
    private readonly bool _isComplete;
    private bool _maybeHidden;

    private ClaimMetadataCheck(SdJwt sdJwt, bool isComplete)
    {
        _disclosures = sdJwt.Disclosed.ToDictionary(claim => claim.Disclosure.Digest, claim => claim.Disclosure, StringComparer.Ordinal);
        (_payload, _isComplete) = (sdJwt.Payload, isComplete);
    }

    /// <summary>Null where the credential is as its type says; otherwise it must be refused.</summary>
    /// <param name="credential">The credential.</param>
    /// <param name="type">Its type's metadata, with all that it extends (<see cref="TypeMetadataChain.Merge"/>).</param>
    /// <param name="isComplete">
    /// Whether every disclosure is at hand, as for the holder who receives it: then what is not there was not issued. A verifier knows that only of
    /// claims that could not be hidden.
    /// </param>
    public static Problem? Run(SdJwtVc credential, TypeMetadata type, bool isComplete)
    {
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(type);
        var check = new ClaimMetadataCheck(credential.SdJwt, isComplete);
        foreach (var claim in type.Claims)
            if (check.RunOn(claim) is { } fault)
                return new Problem(ProblemCode.InvalidInput, $"the credential is not as its type says: {claim.Path} {fault}");
        return null;
    }

    private string? RunOn(ClaimMetadata claim)
    {
        _maybeHidden = false;
        List<Selected> selected = [new(_payload, IsDisclosable: false, IsHidden: false)];
        foreach (var step in claim.Path.Steps)
        {
            var next = new List<Selected>();
            foreach (var place in selected)
                if (Select(place, step, next) is { } fault)
                    return fault;
            selected = next;
        }

        if (claim.IsMandatory == true && selected.Count == 0 && (_isComplete || !_maybeHidden))
            return "is missing";
        return claim.Disclosure switch
        {
            SelectiveDisclosureRule.Always when selected.Exists(place => !place.IsDisclosable) => "is not selectively disclosable",
            SelectiveDisclosureRule.Never when selected.Exists(place => place.IsDisclosable) => "is selectively disclosable",
            _ => null,
        };
    }

    private string? Select(Selected place, ClaimStep step, List<Selected> next)
    {
        if (place.IsHidden)
        {
            _maybeHidden = true;
            return null;
        }

        if (step.Name is { } name)
        {
            if (place.Value.ValueKind != JsonValueKind.Object)
                return "leads through what is no object";
            SelectMember(place.Value, name, next);
            return null;
        }

        if (place.Value.ValueKind != JsonValueKind.Array)
            return "leads through what is no array";
        var index = 0;
        foreach (var element in place.Value.EnumerateArray())
        {
            if (step.Index is null || step.Index == index)
                next.Add(ElementOf(element));
            index++;
        }

        return null;
    }

    private void SelectMember(JsonElement value, string name, List<Selected> next)
    {
        if (!Disclosure.IsReserved(name) && value.TryGetProperty(name, out var open))
        {
            next.Add(new Selected(open, IsDisclosable: false, IsHidden: false));
            return;
        }

        if (!value.TryGetProperty("_sd"u8, out var digests))
            return;
        foreach (var digest in digests.EnumerateArray())
        {
            if (!_disclosures.TryGetValue(digest.GetString()!, out var disclosure))
                _maybeHidden = true;
            else if (disclosure.Name == name)
                next.Add(new Selected(disclosure.Value, IsDisclosable: true, IsHidden: false));
        }
    }

    private Selected ElementOf(JsonElement element) =>
        element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("..."u8, out var digest)
            ? new Selected(element, IsDisclosable: false, IsHidden: false)
            : _disclosures.TryGetValue(digest.GetString()!, out var disclosure)
                ? new Selected(disclosure.Value, IsDisclosable: true, IsHidden: false)
                : new Selected(default, IsDisclosable: true, IsHidden: true);

    private readonly record struct Selected(JsonElement Value, bool IsDisclosable, bool IsHidden);
}
