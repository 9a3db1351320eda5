using System.Text.Unicode;
using Credentials.Encoding;

namespace Credentials.LinkedData;

/// <summary>Datasets as text (RDF 1.1 N-Quads), read strictly and written in the canonical form of RDFC-1.0 appendix A.</summary>
public static class NQuads
{
    /// <summary>
    /// Every statement of the text, in its order, doubles included. What is not N-Quads to the letter is <see cref="ProblemCode.InvalidInput"/>, naming
    /// the line; relative IRIs and escapes for characters that no IRI holds are refused too.
    /// </summary>
    public static Result<IReadOnlyList<RdfQuad>> Parse(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
            return new Problem(ProblemCode.InvalidInput, "N-Quads: not UTF-8");
        return new NQuadsReader(System.Text.Encoding.UTF8.GetString(utf8)).Read();
    }

    /// <summary>The statements in their order, one a line, with the blank nodes' labels as they are; <see cref="ProblemCode.InvalidInput"/> for terms that RDF does not have there.</summary>
    public static Result<byte[]> Serialize(IReadOnlyList<RdfQuad> quads)
    {
        ArgumentNullException.ThrowIfNull(quads);
        using var output = new PooledBuffer();
        foreach (var quad in quads)
        {
            var sink = new ByteSink(output);
            bool isSound = WriteNode(quad.Subject, ref sink);
            sink.Write((byte)' ');
            isSound &= quad.Predicate.Kind == RdfTermKind.Iri && CanonicalTerm.TryWriteIri(quad.Predicate.Value, ref sink);
            sink.Write((byte)' ');
            isSound &= quad.Object.Kind == RdfTermKind.Literal ? CanonicalTerm.TryWriteLiteral(quad.Object, ref sink) : WriteNode(quad.Object, ref sink);
            if (quad.Graph.Kind != RdfTermKind.None)
            {
                sink.Write((byte)' ');
                isSound &= WriteNode(quad.Graph, ref sink);
            }
            sink.Write(" .\n"u8);
            sink.Flush();
            if (!isSound)
                return new Problem(ProblemCode.InvalidInput, "N-Quads: a term that RDF does not allow at its place");
        }
        return output.Written.ToArray();
    }

    private static bool WriteNode(in RdfTerm term, ref ByteSink sink)
    {
        if (term.Kind == RdfTermKind.Iri)
            return CanonicalTerm.TryWriteIri(term.Value, ref sink);
        if (term.Kind != RdfTermKind.BlankNode || !NQuadsGrammar.IsLabel(term.Value))
            return false;
        sink.Write("_:"u8);
        sink.Advance(System.Text.Encoding.UTF8.GetBytes(term.Value, sink.Room(term.Value.Length * 3)));
        return true;
    }
}
