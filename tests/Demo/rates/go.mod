module git.corp.example/shop/rates.git

go 1.21
