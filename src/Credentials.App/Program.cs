using System.CommandLine;
using Credentials.App.CommandLine;

var program = new RootCommand("Awards verifiable micro-credentials, keeps the evidence, and lets anyone check them. Without a command it runs the service.")
{
    SharedOptions.Urls,
    SharedOptions.Folder,
    SharedOptions.Setting,
    ServeCommand.Create(),
    DemoCommand.Create(),
    CentresCommand.Create(),
    KeysCommand.Create(),
    ApiKeysCommand.Create(),
    StaffCommand.Create(),
    AwardCommand.Create(),
    LedCommand.Create(),
    VerifyCommand.Create(),
    JoseCommand.Create(),
    LogCommand.Create(),
    BackupCommand.Create(),
    RestoreCommand.Create(),
};
ServeCommand.MakeDefault(program);
return await CommandRun.InvokeAsync(program, args);
