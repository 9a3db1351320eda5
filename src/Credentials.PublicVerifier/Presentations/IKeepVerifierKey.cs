namespace Credentials.PublicVerifier.Presentations;

/// <summary>The verifier's own signing key where no setting names one.</summary>
public interface IKeepVerifierKey
{
    /// <summary>In PKCS#8 PEM; made at the first call, the same from then on, after a restart too.</summary>
    string Read();
}
