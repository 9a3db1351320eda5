namespace Credentials.EvidenceStore.Sealing;

/// <summary>A learner's own key: everything personal about the learner is sealed under it, so that destroying it erases the person.</summary>
internal sealed class LearnerKey(Guid learner, byte[] key)
{
    public Guid Learner => learner;

    public byte[] SealRequest(Guid award, ReadOnlySpan<byte> plain) => Seal(award, "request"u8, plain);

    public byte[] OpenRequest(Guid award, ReadOnlySpan<byte> bytes) => Open(award, "request"u8, bytes);

    public byte[] SealCredential(Guid award, ReadOnlySpan<byte> plain) => Seal(award, "credential"u8, plain);

    public byte[] OpenCredential(Guid award, ReadOnlySpan<byte> bytes) => Open(award, "credential"u8, bytes);

    public byte[] SealContent(Guid proof, ReadOnlySpan<byte> plain) => Seal(proof, "content"u8, plain);

    public byte[] OpenContent(Guid proof, ReadOnlySpan<byte> bytes) => Open(proof, "content"u8, bytes);

    public byte[] SealJournal(Guid award, ReadOnlySpan<byte> plain) => Seal(award, "journal"u8, plain);

    public byte[] OpenJournal(Guid award, ReadOnlySpan<byte> bytes) => Open(award, "journal"u8, bytes);

    public byte[] SealPurpose(Guid share, ReadOnlySpan<byte> plain) => Seal(share, "purpose"u8, plain);

    public byte[] OpenPurpose(Guid share, ReadOnlySpan<byte> bytes) => Open(share, "purpose"u8, bytes);

    public byte[] SealWish(Guid request, ReadOnlySpan<byte> plain) => Seal(request, "wish"u8, plain);

    public byte[] OpenWish(Guid request, ReadOnlySpan<byte> bytes) => Open(request, "wish"u8, bytes);

    public byte[] SealAnswer(Guid request, ReadOnlySpan<byte> plain) => Seal(request, "answer"u8, plain);

    public byte[] OpenAnswer(Guid request, ReadOnlySpan<byte> bytes) => Open(request, "answer"u8, bytes);

    public byte[] SealDiagnosis(Guid award, ReadOnlySpan<byte> plain) => Seal(award, "led-diagnosis"u8, plain);

    public byte[] OpenDiagnosis(Guid award, ReadOnlySpan<byte> bytes) => Open(award, "led-diagnosis"u8, bytes);

    public byte[] SealPerson(ReadOnlySpan<byte> plain) => Seal(Guid.Empty, "erased-person"u8, plain);

    public byte[] OpenPerson(ReadOnlySpan<byte> bytes) => Open(Guid.Empty, "erased-person"u8, bytes);

    public byte[] SealLookup(Guid lookup, ReadOnlySpan<byte> plain) => Seal(lookup, "lookup"u8, plain);

    public byte[] OpenLookup(Guid lookup, ReadOnlySpan<byte> bytes) => Open(lookup, "lookup"u8, bytes);

    public byte[] SealFileKey(Guid file, ReadOnlySpan<byte> plain) => Seal(file, "file-key"u8, plain);

    public byte[] OpenFileKey(Guid file, ReadOnlySpan<byte> bytes) => Open(file, "file-key"u8, bytes);

    public byte[] SealFileFacts(Guid file, ReadOnlySpan<byte> plain) => Seal(file, "file-facts"u8, plain);

    public byte[] OpenFileFacts(Guid file, ReadOnlySpan<byte> bytes) => Open(file, "file-facts"u8, bytes);

    private byte[] Seal(Guid document, ReadOnlySpan<byte> member, ReadOnlySpan<byte> plain) =>
        SealedBytes.Seal(key, plain, SealedBytes.Place(learner, document, member));

    private byte[] Open(Guid document, ReadOnlySpan<byte> member, ReadOnlySpan<byte> bytes) =>
        SealedBytes.Open(key, bytes, SealedBytes.Place(learner, document, member));
}
