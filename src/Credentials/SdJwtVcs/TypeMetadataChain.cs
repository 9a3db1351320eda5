namespace Credentials.SdJwtVcs;

/// <summary>
/// A type and the types it extends (SD-JWT VC section "Extending Type Metadata"), as they are gathered one by one: the host fetches what
/// <see cref="Needed"/> names until nothing is. A loop, a chain of more than <see cref="MaxTypes"/>, and a child that loosens its parent's rules are refused.
/// </summary>
public sealed class TypeMetadataChain
{
    /// <summary>Longer chains are refused.</summary>
    public const int MaxTypes = 8;

    private readonly List<TypeMetadata> _types = [];

    /// <param name="type">The credential's <c>vct</c>.</param>
    /// <param name="integrity">Its <c>vct#integrity</c>; null where it has none.</param>
    public TypeMetadataChain(string type, string? integrity)
    {
        ArgumentNullException.ThrowIfNull(type);
        (Needed, NeededIntegrity) = (type, integrity);
    }

    /// <summary>The type whose document is needed next; null where all are there.</summary>
    public string? Needed { get; private set; }

    /// <summary>The integrity stated for <see cref="Needed"/>.</summary>
    public string? NeededIntegrity { get; private set; }

    /// <summary>Takes the document of <see cref="Needed"/>; a problem where it must not be used, and then nothing of the chain may be.</summary>
    /// <exception cref="InvalidOperationException">Nothing is needed.</exception>
    public Problem? Add(ReadOnlySpan<byte> document)
    {
        if (Needed is not { } type)
            throw new InvalidOperationException("all documents are there");
        if (!TypeMetadata.Parse(document, type, NeededIntegrity).TryGet(out var metadata, out var problem))
            return problem;
        _types.Add(metadata);
        if (metadata.Extends is { } parent && _types.Any(known => known.Type == parent))
            return Refused("a type extends itself by way of others");
        if (metadata.Extends is not null && _types.Count == MaxTypes)
            return Refused($"more than {MaxTypes} types extend each other");
        (Needed, NeededIntegrity) = (metadata.Extends, metadata.ExtendsIntegrity);
        return null;
    }

    /// <summary>What holds for the type when everything it extends is taken into account.</summary>
    /// <exception cref="InvalidOperationException">A document is still needed.</exception>
    public Result<TypeMetadata> Merge()
    {
        if (Needed is not null)
            throw new InvalidOperationException("the document of a type is still needed");
        var merged = _types[^1];
        for (var index = _types.Count - 2; index >= 0; index--)
        {
            if (!Extend(merged, _types[index]).TryGet(out var extended, out var problem))
                return problem;
            merged = extended;
        }

        return merged;
    }

    private static Result<TypeMetadata> Extend(TypeMetadata parent, TypeMetadata child)
    {
        var claims = parent.Claims.ToList();
        foreach (var own in child.Claims)
        {
            var place = claims.FindIndex(claim => claim.Path == own.Path);
            if (place < 0)
            {
                claims.Add(own);
                continue;
            }

            var inherited = claims[place];
            if (inherited.Disclosure is SelectiveDisclosureRule.Always or SelectiveDisclosureRule.Never && own.Disclosure is { } rule && rule != inherited.Disclosure)
                return Refused("a type changes a fixed sd of the type it extends");
            if (inherited.IsMandatory == true && own.IsMandatory == false)
                return Refused("a type makes optional what is mandatory in the type it extends");
            claims[place] = new ClaimMetadata(own.Path)
            {
                Display = own.Display ?? inherited.Display,
                IsMandatory = own.IsMandatory ?? inherited.IsMandatory,
                Disclosure = own.Disclosure ?? inherited.Disclosure,
                SvgId = own.SvgId ?? inherited.SvgId,
            };
        }

        return child with { Display = child.Display ?? parent.Display, Claims = claims };
    }

    private static Problem Refused(string why) => new(ProblemCode.InvalidInput, $"type metadata: {why}");
}
