using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <summary>The MongoDB of the tests, a replica set or a cluster that <c>MONGODB_URI</c> names; its user may make and drop databases.</summary>
internal static class MongoServer
{
    private const string Variable = "MONGODB_URI";

    /// <summary>Why there is no server; null where there is one.</summary>
    public static string? Missing { get; } = Given is null ? $"there is no MongoDB server: {Variable} is not set" : null;

    private static string? Given => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null;

    /// <summary>The connection string of a database of its own, which the first write makes.</summary>
    public static string NewDatabase() =>
        new MongoUrlBuilder(Given) { DatabaseName = $"test_{Guid.NewGuid():N}" }.ToString();

    public static IMongoDatabase Connect(string connectionString) =>
        new MongoClient(connectionString).GetDatabase(MongoUrl.Create(connectionString).DatabaseName);

    public static void Drop(string connectionString)
    {
        using var client = new MongoClient(connectionString);
        client.DropDatabase(MongoUrl.Create(connectionString).DatabaseName);
    }
}
