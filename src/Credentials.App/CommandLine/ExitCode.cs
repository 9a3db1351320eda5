namespace Credentials.App.CommandLine;

/// <summary>Exit codes; from 64 on those of BSD's sysexits.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>A credential is invalid, or rows were rejected.</summary>
    public const int No = 1;

    /// <summary>A credential could be judged neither valid nor invalid.</summary>
    public const int Undetermined = 2;

    public const int Usage = 64;
    public const int BadInput = 65;
    public const int NoInput = 66;
    public const int Unavailable = 69;
    public const int BadConfiguration = 78;
}
