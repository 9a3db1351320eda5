using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.Publishing;
using Credentials.PublicVerifier.Gathering;
using Credentials.Verifying;

namespace Credentials.App.Ports;

/// <summary>The register of awards in the store of this process.</summary>
internal sealed class LocalAwardRegister(AwardRegister register) : IAwardRegister
{
    public async ValueTask<Gathered<RecordedSignatures>> FindAsync(TrustedIssuer centre, Guid credential, CancellationToken cancel)
    {
        try
        {
            return new Gathered<RecordedSignatures>.Found(await register.FindAsync(centre.Centre.Slug, credential, cancel));
        }
        catch (StorageException)
        {
            return new Gathered<RecordedSignatures>.Unreachable("the register cannot be read now");
        }
    }
}
