using Microsoft.Extensions.Hosting;

namespace Credentials.IssuerService.SigningKeys;

/// <summary>Refuses to start on signing keys that are unsafe where the service runs, or certificates that can never be right, before the first request.</summary>
internal sealed class SigningKeysAtStart(SigningKeyFolder folder, CentreCertificates certificates) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        folder.RefuseUnsafeKeys();
        return certificates.ReadAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
