# Writes paired_r.csv: signed-rank tests and Hodges-Lehmann intervals by R.
#   Rscript make_paired.R    in this folder; R 4.2.2, coin 1.4-2
# wilcox.test is exact without ties and zeros; coin's exact distribution is
# conditional on them, with zeros by Pratt's rule, and has no interval.
suppressPackageStartupMessages(library(coin))
set.seed(20)
row <- function(by, x, w, p, estimate = NA, low = NA, high = NA) {
  number <- function(v) ifelse(is.na(v), "NA", sprintf("%.17g", v))
  cat(by, paste(number(x), collapse = " "), number(w), number(p),
      number(estimate), number(low), number(high), sep = ",")
  cat("\n")
}
plain <- function(x) {
  t <- wilcox.test(x, exact = TRUE, conf.int = TRUE)
  row("wilcox.test", x, t$statistic, t$p.value, t$estimate, t$conf.int[1],
      t$conf.int[2])
}
pratt <- function(x) {
  zero <- numeric(length(x))
  t <- wilcoxsign_test(x ~ zero, zero.method = "Pratt", distribution = exact())
  ranks <- rank(abs(x))
  row("coin", x, sum(ranks[x > 0]), as.numeric(pvalue(t)))
}
sink("paired_r.csv")
cat("by,differences,positive_rank_sum,p_value,estimate,low,high\n")
for (n in c(6, 7, 8, 9, 10, 12, 15, 19, 24, 37, 60, 150, 1000)) {
  plain(round(rnorm(n, 0.3), 6))
  plain(round(exp(rnorm(n, 2)) - 5, 6))
}
plain(c(-412.5, -380.25, -96, -12.5, -7, -640.125))
for (n in c(6, 8, 11, 15, 24, 40)) {
  pratt(round(rnorm(n, 0.4, 2)))         # ties and zeros
  pratt(round(rnorm(n, -1, 3)) * 2 + 1)  # ties alone
}
pratt(c(0, 0, 0, 0, 0, 3))
pratt(c(0, 0, -1, -1, -1, -1, -1, -2))
sink()
