namespace Credentials.Conformance.Fuzzing;

/// <summary>A way through the library that takes bytes of strangers, with inputs it accepts to begin from.</summary>
/// <param name="Name">As findings name it.</param>
/// <param name="Seeds">At least one.</param>
/// <param name="Run">
/// What is wrong with how the input was answered, null for nothing. Given are the input and the seed it was made from; whatever it throws is a finding.
/// </param>
public sealed record FuzzTarget(string Name, IReadOnlyList<FuzzSeed> Seeds, Func<byte[], FuzzSeed, string?> Run);
