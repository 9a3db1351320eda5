namespace Credentials.EvidenceStore.Counting;

/// <summary>By what records are counted.</summary>
public enum RecordDimension
{
    /// <summary>The level, 1 to 8: a VKS level is referenced to the EQF level of the same number.</summary>
    Level,

    /// <summary>The broad field of ISCED-F 2013, two digits.</summary>
    Field,

    /// <summary>The calendar year in which it was obtained.</summary>
    Year,

    Kind,

    Setting,

    /// <summary>The centre that awarded it here.</summary>
    Centre,
}
