namespace Credentials.EvidenceStore;

/// <summary>Section <c>EvidenceStore</c>.</summary>
public sealed record EvidenceStoreOptions
{
    /// <summary>The embedded database in the data folder; two more files of its own lie beside it.</summary>
    internal const string DatabaseName = "credentials.db";

    /// <summary>Folder of secrets in the data folder.</summary>
    internal const string SecretsName = "secrets";

    /// <summary>Folder of the database and of generated secrets.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>File of the master key (32 bytes, base64); null: <c>secrets/master.key</c> in the data folder, mode 0600, made at first start, with later ones beside it.</summary>
    public string? MasterKeyFile { get; init; }

    /// <summary>Files of master keys that something may still be sealed under, while <see cref="MasterKeyFile"/> is to replace them or has.</summary>
    public IReadOnlyList<string> EarlierMasterKeyFiles { get; init; } = [];

    /// <summary>Whether this process adds events to the log. Of several on one database one does at a time; where none may, events stay pending.</summary>
    public bool SequenceLog { get; init; } = true;

    /// <summary>Whether national numbers with month +60 or +80 are accepted; refused outside Development.</summary>
    public bool AcceptTestNationalNumbers { get; init; }

    /// <summary>
    /// Statistics count what was recorded before the current one of periods of this length, so that two answers around a single award do not differ by it;
    /// zero: what is recorded now.
    /// </summary>
    public TimeSpan StatisticsEvery { get; init; } = TimeSpan.FromDays(1);
}
