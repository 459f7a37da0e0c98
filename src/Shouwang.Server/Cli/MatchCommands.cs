using System.CommandLine;

namespace Shouwang.Server.Cli;

/// <summary><c>match</c>: try and teach the matcher, settle its doubts.</summary>
internal static class MatchCommands
{
    public static Command Make() => new("match", "匹配：评估、学习、列出疑似、决定、解释 / matching: evaluate, learn, list doubts, decide, explain")
    {
        MatchTrialCommands.Evaluate(), MatchTrialCommands.Learn(), MatchDoubtCommands.List(), MatchDoubtCommands.Decide(), MatchDoubtCommands.Explain(),
    };
}
