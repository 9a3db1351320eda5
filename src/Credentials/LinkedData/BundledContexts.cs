namespace Credentials.LinkedData;

/// <summary>Which embedded file is published under which address.</summary>
internal static class BundledContexts
{
    private static readonly (string Url, string File)[] Published =
    [
        ("https://www.w3.org/2018/credentials/v1", "credentials-v1"),
        ("https://www.w3.org/ns/credentials/v2", "credentials-v2"),
        ("https://www.w3.org/ns/credentials/examples/v2", "credentials-examples-v2"),
        ("https://www.w3.org/ns/credentials/undefined-terms/v2", "credentials-undefined-terms-v2"),
        ("https://www.w3.org/ns/credentials/status/v1", "vc-bitstring-status-list-v1"),
        ("https://www.w3.org/ns/did/v1", "did-v1"),
        ("https://w3id.org/did/v1", "did-v1"),
        ("https://w3id.org/vc/status-list/2021/v1", "vc-status-list-v1"),
        ("https://w3id.org/security/v1", "security-v1"),
        ("https://w3id.org/security/v2", "security-v2"),
        ("https://w3id.org/security/data-integrity/v1", "data-integrity-v1"),
        ("https://w3id.org/security/data-integrity/v2", "data-integrity-v2"),
        ("https://w3id.org/security/multikey/v1", "multikey-v1"),
        ("https://w3id.org/security/jwk/v1", "jwk-v1"),
        ("https://w3id.org/security/suites/ed25519-2020/v1", "ed25519-signature-2020-v1"),
        ("https://purl.imsglobal.org/spec/ob/v3p0/context.json", "open-badges-3.0"),
        ("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.0.json", "open-badges-3.0"),
        ("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json", "open-badges-3.0.1"),
        ("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json", "open-badges-3.0.2"),
        ("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", "open-badges-3.0.3"),
        ("https://purl.imsglobal.org/spec/ob/v3p0/extensions.json", "open-badges-extensions"),
    ];

    // Of the others the content is at hand, and not the bytes: see the README beside them.
    private static readonly string[] Exact =
    [
        "credentials-v1", "credentials-v2", "credentials-examples-v2", "credentials-undefined-terms-v2", "data-integrity-v1", "data-integrity-v2", "multikey-v1", "jwk-v1",
    ];

    public static IEnumerable<KeyValuePair<string, ContextDocument>> Load()
    {
        var files = Published.Select(context => context.File).Distinct()
            .ToDictionary(file => file, file => new ContextDocument(() => Read(file), Exact.Contains(file)));
        return Published.Select(context => KeyValuePair.Create(context.Url, files[context.File]));
    }

    private static byte[] Read(string file)
    {
        using var resource = typeof(BundledContexts).Assembly.GetManifestResourceStream($"contexts/{file}.jsonld")
            ?? throw new InvalidOperationException($"the context {file} is not embedded");
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
