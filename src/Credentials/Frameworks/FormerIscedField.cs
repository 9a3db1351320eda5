using System.Collections.Frozen;

namespace Credentials.Frameworks;

/// <summary>
/// Fields of ISCED 1997 (three digits, the detailed fields of 1999), which older registers still hold, as fields of ISCED-F 2013. A field that was
/// carried over whole becomes the detailed field; one that was split over several becomes the narrow or broad field that holds them all. Where not even
/// that is certain there is no answer: the older code is kept beside it by whoever holds it.
/// </summary>
public static class FormerIscedField
{
    private static readonly FrozenDictionary<string, string> Followers =
        """
        010 0011  080 0021  090 0031  140 011   141 011   142 0111  143 0112  144 011   145 0114  146 0114
        210 021   211 0213  212 0215  213 0211  214 0212  215 0214
        220 02    221 0221  222 023   223 023   225 0222  226 0223
        310 031   311 0313  312 0314  313 0312  314 0311
        320 032   321 0321  322 0322
        340 041   341 0416  342 0414  343 0412  344 0411  345 0413  346 0415  347 0417  380 0421
        420 05    421 051   422 052   440 053   441 0533  442 0531  443 0532
        460 054   461 0541  462 0542  480 061   481 061   482 0611
        520 071   521 0715  522 0713  523 0714  524 0711  525 0716
        540 072   541 0721  542 0723  543 0722  544 0724
        580 073   581 0731  582 0732
        620 08    621 0811  622 0812  623 0821  624 0831  640 0841
        720 09    721 0912  723 09    724 0911  725 091   726 091   727 0916
        760 092   761 0922  762 092
        810 101   811 1013  812 1015  813 1014  814 1011  815 1012
        840 1041  851 0712  852 0522  853 1021  861 1032  862 1022  863 1031
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>The field of ISCED-F 2013 that certainly holds what the older field held.</summary>
    /// <param name="code">Three digits, e.g. <c>481</c>.</param>
    /// <param name="field">The narrowest field that is certain.</param>
    public static bool TryToIscedF(string code, out IscedField field)
    {
        field = null!;
        return Followers.TryGetValue(code, out var follower) && IscedField.TryFind(follower, out field);
    }

    internal static IEnumerable<string> Codes => Followers.Keys;
}
