using Credentials.App.Composition;
using Credentials.EvidenceStore.Sealing;
using Credentials.PublicVerifier.Presentations;

namespace Credentials.App.Ports;

/// <summary>The verifier's own key, from its secret in the data folder.</summary>
internal sealed class OwnVerifierKey(IConfiguration configuration, IServiceProvider services) : IKeepVerifierKey
{
    public string Read() => VerifierSecret.ReadKey(configuration[HostSettings.FolderKey]!, services);
}
