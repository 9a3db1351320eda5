using System.Collections.Frozen;

namespace Credentials.EvidenceStore.Led;

/// <summary>Language tags (BCP 47) as the codes of ISO 639-3 that LED takes.</summary>
internal static class LedLanguage
{
    /// <summary>The two letters of ISO 639-1, then the three of ISO 639-3.</summary>
    private static readonly FrozenDictionary<string, string> Codes =
        """
        aaaar ababk aeave afafr akaka amamh anarg arara asasm avava ayaym azaze babak bebel bgbul bibis bmbam bnben bobod brbre bsbos cacat
        ceche chcha cocos crcre csces cuchu cvchv cycym dadan dedeu dvdiv dzdzo eeewe elell eneng eoepo esspa etest eueus fafas ffful fifin
        fjfij fofao frfra fyfry gagle gdgla glglg gngrn guguj gvglv hahau heheb hihin hohmo hrhrv hthat huhun hyhye hzher iaina idind ieile
        igibo iiiii ikipk ioido isisl itita iuiku jajpn jvjav kakat kgkon kikik kjkua kkkaz klkal kmkhm knkan kokor krkau kskas kukur kvkom
        kwcor kykir lalat lbltz lglug lilim lnlin lolao ltlit lulub lvlav mgmlg mhmah mimri mkmkd mlmal mnmon mrmar msmsa mtmlt mymya nanau
        nbnob ndnde nenep ngndo nlnld nnnno nonor nrnbl nvnav nynya ococi ojoji omorm orori ososs papan pipli plpol pspus ptpor quque rmroh
        rnrun roron rurus rwkin sasan scsrd sdsnd sesme sgsag shhbs sisin skslk slslv smsmo snsna sosom sqsqi srsrp ssssw stsot susun svswe
        swswa tatam tetel tgtgk ththa titir tktuk tltgl tntsn toton trtur tstso tttat twtwi tytah uguig ukukr ururd uzuzb veven vivie vovol
        wawln wowol xhxho yiyid yoyor zazha zhzho zuzul
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenDictionary(pair => pair[..2], pair => pair[2..], StringComparer.Ordinal);

    /// <summary>The code of the tag's language, whatever its script and region; null for two letters that are no language.</summary>
    public static string? Of(string tag)
    {
        var language = tag.Split('-')[0];
        return language.Length == 3 ? language : Codes.GetValueOrDefault(language);
    }
}
