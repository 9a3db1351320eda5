namespace Credentials.Tests.Vectors;

/// <summary>The W3C's test suite of RDFC-1.0: canonical forms, maps of identifiers, and what must be stopped.</summary>
public class RdfCanonVectors
{
    public static TheoryData<string> Ids => VectorFolder.Path is null ? new("absent") : new(RdfCanonSuite.Cases.Select(one => one.Id));

    [VectorTheory]
    [MemberData(nameof(Ids))]
    public void Every_case_of_the_suite_passes(string id) => Assert.Null(RdfCanonSuite.Run(RdfCanonSuite.Cases.Single(one => one.Id == id)));

    [VectorFact]
    public void The_suite_is_there_in_full() => Assert.Equal(86, RdfCanonSuite.Cases.Count);
}
