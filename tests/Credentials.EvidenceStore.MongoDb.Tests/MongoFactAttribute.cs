namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <summary>A fact that needs a MongoDB server; skipped, with the reason, where there is none.</summary>
public sealed class MongoFactAttribute : FactAttribute
{
    public MongoFactAttribute() => Skip = MongoServer.Missing;
}

/// <summary>A theory that needs a MongoDB server; skipped, with the reason, where there is none.</summary>
public sealed class MongoTheoryAttribute : TheoryAttribute
{
    public MongoTheoryAttribute() => Skip = MongoServer.Missing;
}
