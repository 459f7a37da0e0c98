using Shouwang.Platform.Text;

namespace Shouwang.Standards.Reviews;

/// <summary>Why a proposed review is not decided.</summary>
public sealed record ReviewRefusal
{
    private ReviewRefusal(string code, Bilingual text) => (Code, Text) = (code, text);

    /// <summary>Stable, for programs.</summary>
    public string Code { get; }

    public Bilingual Text { get; }

    public static readonly ReviewRefusal NoReview = new("no_review",
        new("该户没有待定的复核建议。", "No review is proposed for this household."));

    public static readonly ReviewRefusal NoteMissing = new("note_missing",
        new("请说明理由，不超过 500 字。", "A note is needed, of 500 characters at most."));

    public static readonly ReviewRefusal ChangedMeanwhile = new("changed_meanwhile",
        new("该建议刚被他人或当晚处理更改，请刷新后再试。", "Somebody, or the night, has changed it just now: look again and retry."));

    public static ReviewRefusal UnknownHousehold(string code) => new("unknown_household",
        new($"名册中没有编号为“{code}”的家庭。", $"The register has no household '{code}'."));

    internal static ReviewRefusal Decided(ProposedReview review) => new("decided", new(
        $"该建议已由 {review.DecidedBy}{ReviewWords.Of(review.State).Zh}。", $"It was {ReviewWords.Of(review.State).En} by {review.DecidedBy}."));

    public override string ToString() => $"{Text.Zh} {Text.En}";
}

/// <summary>The words of reviews for people.</summary>
public static class ReviewWords
{
    public static Bilingual Of(ReviewState state) => state switch
    {
        ReviewState.Proposed => new("待定", "proposed"),
        ReviewState.Accepted => new("采纳", "accepted"),
        ReviewState.Dismissed => new("不采纳", "dismissed"),
        _ => new("已撤回", "withdrawn"),
    };

    public static Bilingual Of(ReviewKind kind) => kind switch
    {
        ReviewKind.Category => new("类别", "category"),
        _ => new("金额", "amount"),
    };
}
