namespace Credentials.EvidenceStore.BackingUp;

/// <summary>What a back-up is to hold, and where it goes.</summary>
/// <param name="File">A file that does not exist yet, outside the data folder.</param>
/// <param name="Keys">How keys are kept in it.</param>
/// <param name="Passphrase">Needed where they are sealed.</param>
/// <param name="KeyPlaces">Settings that put keys somewhere else than usual, each with the file or folder it names.</param>
public sealed record BackUpRequest(string File, KeysInBackUp Keys, string? Passphrase, IReadOnlyList<(string Setting, string Path)> KeyPlaces);
