using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Credentials.Encoding;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.LinkedData;
using Credentials.Signing;
using Credentials.Verifying;

namespace Credentials.Benchmarks;

/// <summary>The steps of issuing and verifying one by one, with what they allocate.</summary>
[MemoryDiagnoser]
public class Micro
{
    private readonly Sample _sample = new(KeyAlgorithm.Ed25519);
    private CheckedAward _award = null!;
    private CheckedDraft _draft = null!;
    private ReadOnlyMemory<byte> _jwt;
    private JsonElement _unsigned;
    private JsonElement _secured;
    private IReadOnlyList<RdfQuad> _quads = [];
    private int _number;

    [GlobalSetup]
    public void SetUp()
    {
        _award = _sample.Award(0);
        _draft = _sample.Draft(_award, Guid.NewGuid(), 0).Check().Value;
        _unsigned = StrictJson.ParseElement(_draft.Utf8.Span).Value;
        _secured = StrictJson.ParseElement(_draft.SignAsDataIntegrity(_sample.Key, Sample.Now).Value.Utf8.Span).Value;
        _quads = JsonLdDocument.ToRdf(_unsigned, JsonLdContexts.Bundled, JsonLdOptions.Default).Value;
        _jwt = _draft.SignAsJwt(_sample.Key, Sample.Now).Utf8;
    }

    [Benchmark]
    public object CheckAward() => _sample.Award(_number++);

    [Benchmark]
    public object WriteDraft() => _sample.Draft(_award, Guid.NewGuid(), _number++ % 131_072);

    [Benchmark]
    public object WriteAndCheckDraft() => _sample.Draft(_award, Guid.NewGuid(), _number++ % 131_072).Check().Value;

    [Benchmark]
    public object SignAsJwt() => _draft.SignAsJwt(_sample.Key, Sample.Now);

    [Benchmark]
    public object SignAsJcs() => _draft.SignAsDataIntegrity(_sample.Key, Sample.Now, ProofForm.Jcs).Value;

    [Benchmark]
    public object SignAsRdf() => _draft.SignAsDataIntegrity(_sample.Key, Sample.Now).Value;

    [Benchmark]
    public object VerifyRdf() => DataIntegrityProof.Read(_secured).Value[0].Verify(_sample.Key.PrivateKey.PublicKey);

    [Benchmark]
    public object ToRdf() => JsonLdDocument.ToRdf(_unsigned, JsonLdContexts.Bundled, JsonLdOptions.Default).Value;

    [Benchmark]
    public object Canonicalize() => Rdfc10.Canonicalize(_quads).Value;

    [Benchmark]
    public object ParseJwt() => PresentedCredential.Parse(_jwt).Value;
}
