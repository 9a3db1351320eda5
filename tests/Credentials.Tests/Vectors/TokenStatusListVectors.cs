using System.Text.Json;
using System.Text.RegularExpressions;
using Credentials.StatusLists;

namespace Credentials.Tests.Vectors;

/// <summary>The encodings that the Token Status List draft publishes: each has 2^20 entries of which a few are set.</summary>
public class TokenStatusListVectors
{
    private static readonly int[] Few = [0, 1993, 25460, 159495, 495669, 554353, 645645, 723232, 854545, 934534, 1000345];

    private static readonly int[] OfFourBits =
        [0, 1993, 35460, 459495, 595669, 754353, 845645, 923232, 924445, 934534, 1004534, 1000345, 1030203, 1030204, 1030205];

    /// <summary>The entry at each place has the place's number as its status.</summary>
    private static readonly int[] OfEightBits =
    [
        233478, 52451, 576778, 513575, 468106, 292632, 214947, 182323, 884834, 66653, 62489, 196493, 458517, 487925, 55649, 416992, 879796,
        462297, 942059, 583408, 13628, 334829, 886286, 713557, 582738, 326064, 451545, 705889, 214350, 194502, 796765, 202828, 752834, 721327,
        554740, 91122, 963483, 261779, 793844, 165255, 614839, 758403, 403258, 145867, 96100, 477937, 606890, 167335, 488197, 211815, 797182,
        582952, 950870, 765108, 341110, 776325, 745056, 439368, 559893, 149741, 358903, 513405, 342679, 969429, 795775, 566121, 460566, 680070,
        117310, 480348, 67319, 661552, 841303, 561493, 138807, 442463, 659927, 445910, 1046963, 829700, 962282, 299623, 555493, 292826, 517215,
        551009, 898490, 837603, 759161, 459948, 290102, 1034977, 190650, 98810, 229950, 320531, 335506, 885333, 133227, 806915, 800313, 981571,
        527253, 24077, 240232, 559572, 713399, 233941, 615514, 911768, 331680, 951527, 6805, 552366, 374660, 223159, 625884, 417146, 320527,
        784154, 338792, 1199, 679804, 1024680, 40845, 234603, 761225, 644903, 502167, 121477, 505144, 165165, 179628, 1019195, 145149, 263738,
        269256, 996739, 346296, 555864, 887384, 444173, 421844, 653716, 836747, 783119, 918762, 946835, 253764, 519895, 471224, 134272, 709016,
        44112, 482585, 461829, 15080, 148883, 123467, 480125, 141348, 65877, 692958, 148598, 499131, 584009, 1017987, 449287, 277478, 991262,
        509602, 991896, 853666, 399318, 197815, 203278, 903979, 743015, 888308, 862143, 979421, 113605, 206397, 127113, 844358, 711569, 229153,
        521470, 401793, 398896, 940810, 293983, 884749, 384802, 584151, 970201, 523882, 158093, 929312, 205329, 106091, 30949, 195586, 495723,
        348779, 852312, 1018463, 1009481, 448260, 841042, 122967, 345269, 794764, 4520, 818773, 556171, 954221, 598210, 887110, 1020623, 324632,
        398244, 622241, 456551, 122648, 127837, 657676, 119884, 105156, 999897, 330160, 119285, 168005, 389703, 143699, 142524, 493258, 846778,
        251420, 516351, 83344, 171931, 879178, 663475, 546865, 428362, 658891, 500560, 557034, 830023, 274471, 629139, 958869, 663071, 152133,
        19535,
    ];

    [VectorFact]
    public void List_of_1_bit_ok() => Check("status_list_encoding1_long_json.md", 1, Few, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);

    [VectorFact]
    public void List_of_2_bits_ok() => Check("status_list_encoding2_long_json.md", 2, Few, [1, 2, 1, 3, 1, 1, 2, 1, 1, 2, 3]);

    [VectorFact]
    public void List_of_4_bits_ok() =>
        Check("status_list_encoding4_json.md", 4, OfFourBits, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);

    [VectorFact]
    public void List_of_8_bits_ok() =>
        Check("status_list_encoding8_json.md", 8, OfEightBits, [.. Enumerable.Range(0, 256).Select(status => (byte)status)]);

    private static void Check(string file, int bits, int[] indexes, byte[] statuses)
    {
        using var json = JsonDocument.Parse(Regex.Replace(VectorFolder.Text("token-status-list", file), "\\s", ""));
        Assert.Equal(bits, json.RootElement.GetProperty("bits").GetInt32());

        var list = TokenStatusList.Decode(bits, json.RootElement.GetProperty("lst").GetString()!).Value;

        var own = TokenStatusList.Create(bits, 1 << 20);
        foreach (var (index, status) in indexes.Zip(statuses))
        {
            own.Set(index, status);
            Assert.True(list.TryGet(index, out var found));
            Assert.Equal(status, found);
        }

        Assert.True(own.Bytes.Span.SequenceEqual(list.Bytes.Span));
        Assert.True(TokenStatusList.Decode(bits, own.Encode()).Value.Bytes.Span.SequenceEqual(list.Bytes.Span));
    }
}
