using System.Text;
using Shouwang.Platform.Security;
using Shouwang.Server.Cli;

// What this program writes – registers, archives, keys – is for its own account only.
Permissions.OwnerOnly();

// Departments deliver GB18030; .NET knows it only after this.
Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
Console.OutputEncoding = Encoding.UTF8;
return await CommandLine.RunAsync(args);
