using System.Buffers;
using System.Security.Cryptography;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;

namespace Credentials.Services.Tests.EvidenceStore;

public sealed class SealingTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Sealed_bytes_open_in_their_own_place_only()
    {
        var master = new MasterKey(RandomNumberGenerator.GetBytes(32));
        var (document, key) = master.NewLearner();
        var award = Guid.NewGuid();
        var bytes = key.SealRequest(award, "secret"u8);
        Assert.Equal("secret"u8.ToArray(), master.Unwrap(document).OpenRequest(award, bytes));
        Assert.ThrowsAny<CryptographicException>(() => key.OpenRequest(Guid.NewGuid(), bytes));
        Assert.ThrowsAny<CryptographicException>(() => key.OpenCredential(award, bytes));
        Assert.ThrowsAny<CryptographicException>(() => master.NewLearner().Key.OpenRequest(award, bytes));
        Assert.ThrowsAny<CryptographicException>(() => key.OpenRequest(award, bytes.AsSpan(0, 20)));
        for (var place = 0; place < bytes.Length; place++)
        {
            var changed = bytes.ToArray();
            changed[place] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => key.OpenRequest(award, changed));
        }
    }

    [Fact]
    public void A_learners_key_opens_under_its_own_master_key_and_id_only()
    {
        var master = new MasterKey(RandomNumberGenerator.GetBytes(32));
        var (document, _) = master.NewLearner();
        Assert.Throws<StorageException>(() => new MasterKey(RandomNumberGenerator.GetBytes(32)).Unwrap(document));
        Assert.ThrowsAny<CryptographicException>(() => master.Unwrap(document with { Id = Guid.NewGuid() }));
    }

    [Fact]
    public void Any_text_is_the_same_after_its_difference_from_any_dictionary()
    {
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            // Few letters, so that copies of every kind and overlap occur.
            byte[] Some(int most) => random.GetItems("abc{}"u8, random.Next(most));
            var dictionary = new DeltaDictionary(1, Some(200));
            var context = Some(60);
            byte[] text = [.. Some(80), .. dictionary.Content[..random.Next(dictionary.Content.Length + 1)], .. context, .. Some(20), .. Some(300)];
            Assert.Equal(text, DeltaCoding.Decode(dictionary, context, Encode(dictionary, context, text)));
        }
    }

    [Fact]
    public void Damaged_differences_are_refused_and_never_run_away()
    {
        var random = new Random(8);
        var dictionary = new DeltaDictionary(1, random.GetItems("abcdefgh"u8, 500));
        var delta = Encode(dictionary, default, [.. dictionary.Content[100..300], .. "new text"u8, .. dictionary.Content[..150]]);
        for (var round = 0; round < 5000; round++)
        {
            var changed = delta.AsSpan(0, random.Next(1, delta.Length + 1)).ToArray();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            try
            {
                DeltaCoding.Decode(dictionary, default, changed);
            }
            catch (InvalidDataException)
            {
                // Refusing is the answer; anything else fails the test.
            }
        }
    }

    [Fact]
    public void Forms_come_back_byte_for_byte_whatever_they_are()
    {
        string[] texts =
        [
            "eyJhbGciOiJFZERTQSJ9.eyJhIjoxfQ.AAAA", "eyJhbGciOiJFZERTQSJ9.eyJhIjoxfQ.AAAB", "eyJhbGciOiJFZERTQSJ9.eyJhIjoxfQ==.AAAA", "e30.e30.", "e..", "...",
            "{\"a\":1}", "{\"proof\":{}}", "", "not a jws at all", "eyJhIjoxfR.e30.AAAA",
        ];
        var forms = texts.Select((text, number) => new SignedCredential(
            Guid.Empty, (CredentialForm)(number % 2), System.Text.Encoding.UTF8.GetBytes(text), $"did:web:x#{number}", Now.AddTicks(number))).ToList();
        var dictionary = new DeltaDictionary(5, "{\"alg\":\"EdDSA\"}"u8.ToArray());
        var bytes = StoredForms.Write(forms, dictionary, "context"u8);
        Assert.Equal(5, StoredForms.DictionaryOf(bytes));
        var read = StoredForms.Read(Guid.Empty, bytes, dictionary, "context"u8);
        Assert.Equal(texts, read.Select(form => System.Text.Encoding.UTF8.GetString(form.Utf8.Span)));
        Assert.Equal(
            forms.Select(form => (form.Form, form.VerificationMethod, form.SignedAt)), read.Select(form => (form.Form, form.VerificationMethod, form.SignedAt)));
        Assert.Throws<InvalidDataException>(() => StoredForms.Read(Guid.Empty, bytes, DeltaDictionary.None, "context"u8));
    }

    [Fact]
    public void Hours_are_the_same_hours_with_and_without_zeros()
    {
        var request = Store.Request() with { Hours = 60m };
        Assert.Equal(StoredRequest.Write(request), StoredRequest.Write(request with { Hours = 60.00m }));
        Assert.Equal(StoredRequest.Write(request with { Hours = 60.5m }), StoredRequest.Write(request with { Hours = 60.50m }));
        Assert.Equal(60.5m, StoredRequest.Read(StoredRequest.Write(request with { Hours = 60.50m })).Hours);
    }

    private static byte[] Encode(DeltaDictionary dictionary, ReadOnlySpan<byte> context, ReadOnlySpan<byte> text)
    {
        var output = new ArrayBufferWriter<byte>();
        DeltaCoding.Encode(dictionary, context, text, output);
        return output.WrittenSpan.ToArray();
    }
}
