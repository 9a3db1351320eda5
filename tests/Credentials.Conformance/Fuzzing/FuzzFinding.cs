namespace Credentials.Conformance.Fuzzing;

/// <summary>An input that was answered wrongly.</summary>
/// <param name="Target">Which way it took.</param>
/// <param name="Seed">What it was made from.</param>
/// <param name="What">What went wrong.</param>
/// <param name="Input">The input itself.</param>
public sealed record FuzzFinding(string Target, string Seed, string What, byte[] Input)
{
    public override string ToString() => $"{Target} from {Seed}: {What}\n{Convert.ToBase64String(Input)}";
}
