using Credentials.Services.Tests.StorageContracts;

namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <summary>On a class: its engine is MongoDB.</summary>
public sealed class OnMongoDbAttribute : OnServerAttribute
{
    public override string? Missing => MongoServer.Missing;
}
