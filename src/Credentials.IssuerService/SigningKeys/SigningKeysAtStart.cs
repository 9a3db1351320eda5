using Microsoft.Extensions.Hosting;

namespace Credentials.IssuerService.SigningKeys;

/// <summary>Refuses to start on signing keys that are unsafe where the service runs, before the first request.</summary>
internal sealed class SigningKeysAtStart(SigningKeyFolder folder) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        folder.RefuseUnsafeKeys();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
